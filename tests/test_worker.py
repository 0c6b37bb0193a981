"""A run holds what a notebook would show, the values that pages may name, and what it read; seen through real runs."""

import hashlib
import importlib.metadata
import platform
import sys
import sysconfig
import time
from pathlib import Path

import pytest
from manuals import ROOT, SETTINGS

from scripts.core.run import HTML, PNG, SVG
from scripts.execution import worker


def texts(run, cell="x"):
    return [(output.kind, output.text) for output in run.outputs[cell]]


def test_a_cell_gives_what_it_prints_warns_shows_and_returns_in_order(ran):
    run = ran(
        "# %% x\nimport sys\nprint('a')\nprint('b')\nprint('w', file=sys.stderr)\ndisplay(5)\nprint('c')\n[1, 2]\n# %% y\nNone\n"
    )
    assert texts(run) == [
        ("stdout", "a\nb\n"),
        ("stderr", "w\n"),
        ("display", "5"),
        ("stdout", "c\n"),
        ("result", "[1, 2]"),
    ]
    assert texts(run, "y") == []


def test_a_semicolon_hides_the_result(ran):
    assert texts(ran("# %% x\n5;\n")) == []


def test_the_last_result_has_the_name_that_a_notebook_gives_it(ran):
    assert texts(ran("# %% x\n6 * 7\n# %% y\n_ + 1\n"), "y") == [("result", "43")]


def test_a_progress_bar_leaves_its_last_state(ran):
    assert texts(ran("# %% x\nfor i in range(3): print(f'\\rstep {i}', end='', flush=True)\nprint()\n")) == [
        ("stdout", "step 2\n")
    ]


def test_clear_output_leaves_what_comes_after_it(ran):
    text = "# %% x\nfrom IPython.display import clear_output\nprint('old')\nclear_output(wait=True)\nprint('new')\n"
    assert texts(ran(text)) == [("stdout", "new\n")]


def test_a_display_that_is_updated_stands_once(ran):
    run = ran("# %% x\nhandle = display(1, display_id=True)\nprint('between')\nhandle.update(2)\n")
    assert texts(run) == [("display", "2"), ("stdout", "between\n")]


def test_rich_outputs_come_in_all_their_forms(ran):
    run = ran(
        "# %% x\nfrom IPython.display import HTML, SVG, Image\nimport base64\ndisplay(HTML('<b>x</b>'))\n"
        "display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))\n"
        "Image(data=base64.b64decode('iVBORw0KGgo='), format='png')\n"
    )
    html, svg, png = run.outputs["x"]
    assert html.data[HTML] == "<b>x</b>"
    assert svg.data[SVG] == '<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert (png.kind, png.data[PNG].strip()) == ("result", "iVBORw0KGgo=")


def test_figures_appear_at_the_end_of_their_cell_as_svg_with_text(ran):
    run = ran(
        "# %% x\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('loss');\n# %% y\nplt.plot([3]);\nplt.show()\n"
    )
    assert [sum(o.is_picture for o in run.outputs[name]) for name in "xy"] == [1, 1]
    assert ">loss</text>" in run.outputs["x"][-1].data[SVG]
    assert "<dc:date>" not in run.outputs["x"][-1].data[SVG]


def test_the_error_of_a_lesson_is_an_output_and_the_run_goes_on(ran):
    run = ran('# %% x tags=["raises-exception"] shows="division"\nprint(1)\n1 / 0\n# %% y\n2\n')
    assert texts(run) == [("stdout", "1\n"), ("error", "ZeroDivisionError: division by zero")]
    assert texts(run, "y") == [("result", "2")]


def test_a_syntax_error_can_be_a_lesson(ran):
    run = ran('# %% x tags=["raises-exception"] shows="SyntaxError"\nx = = 1\n')
    assert [kind for kind, _ in texts(run)] == ["error"]


def test_values_are_numbers_short_texts_and_truth_values(ran):
    text = (
        "# %% x\nimport math, sys\na, b, c, d = 1, 2.5, 'text', True\n_hidden = 1\nlong = 'x' * 201\nlist_ = [1]\ndef f(): pass\n"
        "import numpy\ne, f2 = numpy.float32(0.5), numpy.array(3)\n"
    )
    assert ran(text).values == {"a": 1, "b": 2.5, "c": "text", "d": True, "e": 0.5, "f2": 3}


def test_a_page_does_not_name_the_machine(ran):
    text = (
        "# %% x\nimport os, sys, pathlib, yaml\nprint(os.getcwd())\nprint(os.path.dirname(yaml.__file__))\nprint(pathlib.Path.home() / 'a')\n"
        "print(sys.executable)\nobject()\n# %% y\nprint(sys.path[0])\nprint('https://host' + str(pathlib.Path.home()))\n"
    )
    run = ran(text)
    assert texts(run) == [
        ("stdout", ".\nsite-packages/yaml\n~/a\npython/bin/python\n"),
        ("result", "<object at 0x…>"),
    ]
    assert texts(run, "y") == [("stdout", f"./snippets\nhttps://host{Path.home()}\n")]


def test_what_a_run_installs_itself_is_no_version_of_it(ran):
    run = ran(
        "# %% x\nimport pathlib, sys\nhome = pathlib.Path('own')\n(home / 'own-1.0.dist-info').mkdir(parents=True)\n"
        "(home / 'own.py').write_text('x = 1\\n')\n"
        "(home / 'own-1.0.dist-info' / 'METADATA').write_text('Metadata-Version: 2.1\\nName: own\\nVersion: 1.0\\n')\n"
        "(home / 'own-1.0.dist-info' / 'top_level.txt').write_text('own\\n')\n"
        "sys.path.insert(0, str(home))\nimport own\nown.x\n"
    )
    assert texts(run) == [("result", "1")]
    assert "own" not in run.versions  # else the run would never hold, and run at every build


def test_characters_that_no_file_of_text_may_hold_are_dropped_or_replaced(ran):
    assert texts(ran("# %% x\nprint('a\\x00\\x02\\x03b\\ud800c\\x1b[31md')\n")) == [
        ("stdout", "ab?c\x1b[31md\n")
    ]


def test_what_it_read_under_snippets_is_known_by_content(ran):
    more = {
        "_tools.py": "from pathlib import Path\nhere = Path(__file__).parent\ndef text(): return (here / 'data.txt').read_text()\n",
        "data.txt": "hello",
        "other.txt": "not read",
    }
    run = ran("# %% x\nimport _tools\n_tools.text()\n", snippets=more)
    assert texts(run) == [("result", "'hello'")]
    assert run.reads == {
        f"snippets/{name}": hashlib.sha256(more[name].encode()).hexdigest()
        for name in ("_tools.py", "data.txt")
    }


def test_a_download_that_it_read_is_known_too_and_no_other_file_of_the_project(ran):
    read = "from pathlib import Path\nimport sys\nroot = Path(sys.path[0]).parent\n"
    run = ran(
        f"# %% x\n{read}[(root / name).read_text() for name in ('tool.py', 'other.py')]\n",
        settings='[tool.manual]\ndownloads = ["tool.py"]\n' + SETTINGS.removeprefix("[tool.manual]\n"),
        files={"tool.py": "1\n", "other.py": "2\n"},
    )
    assert run.reads == {"tool.py": hashlib.sha256(b"1\n").hexdigest()}


def test_pip_in_a_run_takes_packages_that_the_project_ships_and_no_others(ran):
    wheel = (ROOT / "snippets" / "data" / "wheels" / "graphviz-0.21-py3-none-any.whl").read_bytes()
    pip = "subprocess.run([sys.executable, '-m', 'pip', 'install', '-q', '--target', 'here', '--no-deps', {!r}]).returncode"
    run = ran(
        f"# %% x\nimport subprocess, sys\n{pip.format('graphviz')}\n# %% y\n{pip.format('pydot')}\n",
        files={"snippets/data/wheels/graphviz-0.21-py3-none-any.whl": wheel},
    )
    assert (texts(run, "x"), texts(run, "y")) == ([("result", "0")], [("result", "1")])


def test_a_folder_with_a_longer_name_is_not_the_project_s(ran, tmp_path):
    (tmp_path / "snippets-old").mkdir()
    (tmp_path / "snippets-old" / "a.txt").write_text("x", encoding="utf-8")
    assert ran(f"# %% x\nopen({str(tmp_path / 'snippets-old' / 'a.txt')!r}).read()\n").reads == {}


def test_versions_are_those_of_what_it_imported(ran):
    run = ran("# %% x\nimport yaml\n")
    assert run.versions["PyYAML"] == importlib.metadata.version("PyYAML")
    assert "tensorflow" not in run.versions
    assert run.python == platform.python_version()


def test_its_time_and_date_are_known(ran):
    run = ran("# %% x\nimport time\ntime.sleep(0.2)\n")
    assert 0.2 <= run.seconds < 60
    assert abs(run.started - time.time()) < 60


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# %% x\n\n\na = 1\na / 0\n",
            "snippets/a.py:5: cell 'x' raised ZeroDivisionError: division by zero\n"
            "    If the error is the lesson, tag the cell raises-exception.",
        ),
        (
            "# %% f\ndef f():\n    raise KeyError('k')\n# %% x\n1\nf()\n",
            "snippets/a.py:6: cell 'x' raised KeyError: 'k'\n    If the error is the lesson, tag the cell raises-exception.",
        ),
        ("# %% x\n\nx = 1\ny = = 2\n", "snippets/a.py:4: cell 'x' raised SyntaxError: "),
        (
            "# %% x\nimport ast\nast.parse('\\n\\n\\n\\n(')\n",
            "snippets/a.py:3: cell 'x' raised SyntaxError: ",
        ),
        ("# %% x\nimport sys\nsys.exit(2)\n", "snippets/a.py:3: cell 'x' raised SystemExit: 2\n"),
        ("# %% x\nraise KeyboardInterrupt\n", "snippets/a.py:2: cell 'x' raised KeyboardInterrupt"),
        (
            '# %% x tags=["raises-exception"] shows="such"\n1\n',
            "snippets/a.py:1: cell 'x' raised nothing, and should have shown 'such'\n"
            "    If it should not raise, take the tag raises-exception away.",
        ),
        (
            '# %% x tags=["raises-exception"] shows="such"\n\n1 / 0\n',
            "snippets/a.py:3: cell 'x' should have shown 'such', and raised ZeroDivisionError: division by zero\n"
            "    Fix the cell, or give in shows= a part of the text that it raises now.\n",
        ),
    ],
)
def test_a_failure_has_program_line_cell_error_and_advice(failed, text, said):
    assert failed(text).startswith(said)


def test_a_failure_ends_with_the_last_lines_of_the_traceback(failed):
    assert failed("# %% x\n1 / 0\n").splitlines()[-1] == "    ZeroDivisionError: division by zero"


def test_nothing_runs_after_a_failure(failed, tmp_path):
    failed(f"# %% x\n1 / 0\n# %% y\nopen({str(tmp_path / 'ran')!r}, 'w', encoding='utf-8').close()\n")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "line",
    [
        "os.chdir(there); open('data.txt').read()",
        "os.chdir(there); open(b'./data.txt').read()",
        "open(os.path.relpath(there / 'data.txt')).read()",
        "open(there / '..' / 'snippets' / 'data.txt').read()",
        "os.symlink(there, 'link'); open('link/data.txt').read()",
        "os.close(os.open(os.fsencode(there / 'data.txt'), os.O_RDONLY))",
    ],
)
def test_what_it_read_is_known_however_the_path_is_written(ran, line):
    text = f"# %% x\nimport os, sys\nfrom pathlib import Path\nthere = Path(sys.path[0])\n{line}\n"
    run = ran(text, snippets={"data.txt": "hello"})
    assert run.reads == {"snippets/data.txt": hashlib.sha256(b"hello").hexdigest()}


def test_addresses_of_objects_are_masked_and_numbers_are_not(ran):
    text = "# %% x\nimport weakref\nclass A: pass\na = A()\nprint(hex(16777216), 'at 0x7f0000000000')\nprint(a, lambda: 0, a.__init__)\nprint(weakref.ref(a))\n"
    printed = ran(text).outputs["x"][0].text.splitlines()
    assert printed == [
        "0x1000000 at 0x7f0000000000",
        "<__main__.A object at 0x…> <function <lambda> at 0x…> "
        "<method-wrapper '__init__' of A object at 0x…>",
        "<weakref at 0x…; to 'A' at 0x…>",
    ]


@pytest.mark.parametrize("system", ["/usr", "/usr/local", "/"])
def test_the_system_s_own_folder_is_no_python_s(monkeypatch, system):
    monkeypatch.setattr(sys, "base_prefix", system)
    monkeypatch.setattr(sys, "prefix", system)
    names = worker._installed()
    assert Path(system) not in names
    assert names[Path(sysconfig.get_path("stdlib"))].startswith("python/lib")
