"""The commands: ``build.py`` hands over to here, inside the environment."""

import argparse
import sys

from sitegen.console import complain, progress, say
from sitegen.errors import LessonError
from sitegen.run import FailedError


def build(_: argparse.Namespace) -> int:
    """Write dist/."""
    from sitegen import dist

    say(f"Built {dist.build(progress)}")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Build, serve, and rebuild when a file changes."""
    from sitegen import serving

    return serving.serve(options.host, options.port)


def check(options: argparse.Namespace) -> int:
    """Check format, lint, types and lessons; or only the lessons named."""
    from sitegen import checks

    return checks.run_lessons(options.lessons) if options.lessons else checks.run_all()


def test(options: argparse.Namespace) -> int:
    """Run every check and every test."""
    from sitegen import testing

    return testing.run_all(options.only)


def bench(options: argparse.Namespace) -> int:
    """Measure the speed of the built site."""
    from sitegen import testing

    return testing.run_bench(options.rounds)


def lock(_: argparse.Namespace) -> int:
    """Choose the newest versions of the packages that lessons import."""
    from sitegen import locking

    say(f"Wrote {locking.write_lock()}")
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="build.py", description=__doc__)
    commands = made.add_subparsers(required=True, metavar="command")
    for command in (serve, build, test, check, bench, lock):
        each = commands.add_parser(command.__name__, help=command.__doc__)
        each.set_defaults(command=command)
        if command is serve:
            each.add_argument("--host", default="127.0.0.1", help="address to listen on")
            each.add_argument("--port", type=int, default=8000, help="the next free one is taken")
        if command is check:
            each.add_argument("lessons", nargs="*", help="files below lessons/")
        if command is test:
            each.add_argument("only", nargs="*", help="of: check unit build browser security")
        if command is bench:
            each.add_argument("--rounds", type=int, default=5, help="measurements of each figure")
    return made


def main() -> int:
    """Run a command; its failure is told, not shown as a traceback."""
    options = parser().parse_args()
    try:
        return int(options.command(options))
    except (FailedError, LessonError) as error:
        complain(str(error))
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
