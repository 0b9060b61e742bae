"""``python -m collectief`` does what ``collectief`` does."""

from collectief.app.cli import main

if __name__ == "__main__":
    main()
