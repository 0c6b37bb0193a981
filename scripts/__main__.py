"""The commands: python3 -m scripts serve, build, agree, test, check, new, import, rename, remove, doctor."""

import argparse
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if not __package__:  # python3 /somewhere/scripts, from any folder
    sys.path[0] = ROOT

from scripts.bootstrap import EnvProblem, ensure_environment, run_in_environment  # noqa: E402

PROSE = "run nothing, and install no TensorFlow: outputs come from the store or from a published manual"


def main(argv: "list[str]") -> int:
    """Do what `argv` asks; 0 fine, 1 the manual is wrong, 2 the machine or the command is, 130 stopped."""
    options = read_arguments(argv)
    try:
        # it looks at the Python that was typed, on a machine where .venv may fail
        if options.command is doctor:
            return int(doctor(options))
        tests = options.command is test or (options.command is check and not options.quick)
        wanted = {"tests": tests, "prose": getattr(options, "prose", False)}
        python = ensure_environment(ROOT, **wanted)
        if python != sys.executable:
            return run_in_environment(ROOT, ["-m", "scripts"] + argv, **wanted)
        os.chdir(ROOT)
        return int(options.command(options))
    except EnvProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def read_arguments(argv: "list[str]") -> argparse.Namespace:
    """The options of one command, with the function that does it as `command`."""
    parser = argparse.ArgumentParser(
        prog="python3 -m scripts",
        description="Makes .venv with the pinned requirements if it isn't there, then does one of these.",
        epilog="Exit codes: 0 fine, 1 the manual is wrong, 2 the machine or the command is, 130 stopped.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="name")
    add = commands.add_parser("serve", help="build both languages and show them, anew after each save")
    add.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    add.add_argument("--port", default=8000, type=int, help="port to listen at (default: %(default)s)")
    add.add_argument("--prose", action="store_true", help=PROSE)
    add.set_defaults(command=serve)
    add = commands.add_parser("build", help="build both languages into site/")
    either = add.add_mutually_exclusive_group()  # what was not run here can't be accepted
    either.add_argument(
        "--update", action="store_true", help="accept the outputs of the runs as they are now"
    )
    either.add_argument("--prose", action="store_true", help=PROSE)
    add.set_defaults(command=build)
    add = commands.add_parser("agree", help="say that sections say the same in every language")
    add.add_argument("places", nargs="*", metavar="PAGE.md[#SECTION]", help="what was compared")
    add.add_argument("--all", action="store_true", help="the whole manual")
    add.set_defaults(command=agree)
    add = commands.add_parser("test", help="run every test, or what pytest's options name", add_help=False)
    add.set_defaults(command=test)
    add = commands.add_parser("check", help="measure the sources, and the site as it was built")
    add.add_argument("--quick", action="store_true", help="the sources alone, in a second")
    add.add_argument("--site", default="site", help="folder of the site (default: %(default)s)")
    add.set_defaults(command=check)
    for name, said in (
        ("new", "make a page: its program, its text in both languages, its place in the navigation"),
        ("import", "make a page of a notebook"),
        ("rename", "give a page another name; its old address leads to the new one"),
        ("remove", "take a page away; no link to it is left"),
    ):
        add = commands.add_parser(name, help=said, add_help=False)
        add.set_defaults(command=author)
    add = commands.add_parser("doctor", help="say why plot_model can't draw on this machine", add_help=False)
    add.set_defaults(command=doctor)
    options, unknown = parser.parse_known_args(argv)
    if options.name is None:
        parser.error("name a command: {}".format(", ".join(commands.choices)))
    reads_its_own = options.command in (test, author, doctor)
    if unknown and not reads_its_own:
        parser.error("unknown argument: {}".format(unknown[0]))
    options.rest = argv[argv.index(options.name) + 1 :] if reads_its_own else []
    return options


def serve(options: argparse.Namespace) -> int:
    """Build, serve and rebuild until stopped."""
    from scripts.builder import current_build

    check_port(options.host, options.port)
    current_build.prose = options.prose
    return run_module("mkdocs", ["serve", "--dev-addr", "{}:{}".format(options.host, options.port)])


def build(options: argparse.Namespace) -> int:
    """Build both languages into `site/`."""
    from scripts.builder import current_build

    current_build.prose, current_build.update = options.prose, options.update
    return run_module("mkdocs", ["build"])


def agree(options: argparse.Namespace) -> int:
    """Write into docs/agreement.yml that sections say the same in every language."""
    from pathlib import Path

    from scripts.core import Problems, read_project, stop_if
    from scripts.sources import read_pages, record_agreement

    if bool(options.places) == options.all:
        fix = "Like: python3 -m scripts agree overfitting.md#dropout"
        raise EnvProblem("Name the pages and sections that you compared, or --all.", fix)
    try:
        project = read_project(Path(ROOT))
        pages, problems = read_pages(project)
        stop_if(problems)
        said = record_agreement(pages, project, options.places)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    print("\n".join(said) or "Nothing has changed there since it was agreed.")
    return 0


def test(options: argparse.Namespace) -> int:
    """Run the tests; pytest's own code 2 is a file of tests that can't be read, 3 to 5 are wrong commands."""
    # a file of tests is run by one process, the browser's long ones first; more than four processes need more
    # memory than most machines have
    everything = ["--numprocesses=logical", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder"]
    code = run_module("pytest", options.rest or everything)
    return {2: 1, 3: 2, 4: 2, 5: 2}.get(code, code)


def check(options: argparse.Namespace) -> int:
    """Measure, a line a figure; 1 if any is broken, 2 if the machine lacks what measures it."""
    return run_module("scripts.audit.report", [ROOT, options.site] + ["--quick"] * options.quick)


def author(options: argparse.Namespace) -> int:
    """Make, rename or remove a page."""
    return run_module("scripts.authoring.commands", [options.name] + options.rest)


def doctor(options: argparse.Namespace) -> int:
    """Say what is wrong with Keras, pydot and Graphviz here; 1 if anything is."""
    from scripts import doctor as of_readers

    return of_readers.main(options.rest, prog="python3 -m scripts doctor")


def check_port(host: str, port: int) -> None:
    """Raise EnvProblem if nothing can listen there: MkDocs would say so only after the whole build."""
    import socket

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name != "nt":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError) as error:
        raise EnvProblem(
            "Can't serve at {}:{}: {}.".format(host, port, getattr(error, "strerror", None) or error),
            "Choose another port, like: python3 -m scripts serve --port {}".format(min(port + 1, 65535)),
        ) from error


def run_module(name: str, argv: "list[str]") -> int:
    """Run `python -m NAME ARGV` in this process; its exit code, or 130 if Ctrl-C stopped it."""
    import runpy
    import signal

    stops = []

    def stop(number: int, frame: object) -> None:
        stops.append(number)
        raise KeyboardInterrupt

    # mkdocs and pytest answer Ctrl-C with codes that mean other things, so it is noted here.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # mkdocs-material's banner, at each build
    sys.argv = [name] + argv
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return 130 if stops else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
