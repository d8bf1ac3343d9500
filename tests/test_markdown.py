"""The judge of the pages: what leads nowhere is found, and a table is written where it belongs."""

import cost
import markdown
import pytest

PAGE = """# A page

See [the rest](#the-rest), [nothing](#nothing), [itself](page.md#a-page), [none](none.md) and
[the web](https://example.com/none). `tests/markdown.py`, `tests/none.py`, `make test`, `make none`.

```console
$ make never | tests/nowhere.sh
```

## The `rest`

<!-- part: generated -->
old
<!-- /part -->
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_link_must_lead_to_a_file_and_a_heading(page):
    assert markdown.broken_links(page) == ["#nothing", "none.md"]


def test_a_path_must_be_there(page):
    assert sorted(markdown.missing_paths(page)) == ["tests/none.py", "tests/nowhere.sh"]


def test_a_target_must_be_in_the_makefile(page):
    assert markdown.missing_targets(page) == ["never", "none"]


def test_a_part_is_replaced_and_the_rest_stays(page):
    assert markdown.replaced(page, "part", "new\n") == PAGE.replace("old", "new")
    with pytest.raises(SystemExit, match="no part other"):
        markdown.replaced(page, "other", "")


def test_an_example_is_the_only_one_of_its_kind(page):
    assert markdown.block(page, "console", "make") == "$ make never | tests/nowhere.sh\n"
    with pytest.raises(SystemExit, match="0 examples in python"):
        markdown.block(page, "python")


def test_what_was_missed_is_said():
    row = {"name": "a", "ours": "2 µs", "beside": "", "ratio": "", "target": "1 µs"}
    table = cost.tables([{"title": "rust", "rows": [row | {"reached": False}]}])
    assert "## Rust" in table
    assert "| a | 2 µs |  |  | 1 µs | **missed** |" in table
