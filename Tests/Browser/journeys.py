"""The workbench in a real browser: journeys of an investigator on the sample.

    journeys.py BASE_URL SCREENSHOT_FOLDER [--chromium /usr/bin/chromium]

Prints a line for each journey and a last one with the counts; exits with 1 if
one failed. A journey fails too when the browser's console tells an error or a
violation of the content security policy. The store is the imported sample;
the upload adds two rows to it.
"""

import argparse
import pathlib
import sys
import traceback

from playwright.sync_api import sync_playwright

import journeys_board  # noqa: F401  (registers its journeys)
import journeys_canvas  # noqa: F401
import journeys_canvas_large  # noqa: F401
import journeys_canvas_merged  # noqa: F401
import journeys_canvas_reading  # noqa: F401
import journeys_canvas_told  # noqa: F401
import journeys_findings  # noqa: F401
import journeys_pages  # noqa: F401
import journeys_records  # noqa: F401
import journeys_registration  # noqa: F401
import journeys_sources  # noqa: F401
import journeys_states  # noqa: F401
from visits import JOURNEYS, NOTES, PAGES, Visit

FOLDER = str(pathlib.Path(__file__).parent)


def screenshots(browser, base, folder):
    """Every page at two widths, in both themes and languages by turns."""
    errors = []
    for width, height, language, scheme in [(1280, 900, "zh", "light"), (1920, 1080, "zh", "light"),
                                            (1280, 900, "en", "dark")]:
        visit = Visit.open(browser, base, language, width, height)
        visit.page.emulate_media(color_scheme=scheme)
        for name, path in PAGES.items():
            visit.go(path)
            visit.frame()
            visit.page.screenshot(path=folder / f"{name}-{width}-{language}-{scheme}.png",
                                  full_page="canvas" not in name)
            wide = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                errors.append(f"{name} is {wide} pixels wider than {width}")
        errors += visit.told.errors
        visit.context.close()
    return errors


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("base")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--chromium", default="/usr/bin/chromium")
    arguments.add_argument("--only", help="only journeys whose file or function has this in its name")
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    base = options.base.rstrip("/")
    passed = failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--headless=new", "--no-sandbox"])
        for work in JOURNEYS:
            if options.only and options.only not in f"{work.__module__}.{work.__name__}":
                continue
            visit = Visit.open(browser, base)
            visit.page.set_default_timeout(15_000)
            name = work.__doc__
            try:
                work(visit, options)
                assert not visit.told.errors, f"the console tells: {visit.told.errors[:3]}"
                print(f"passed  {name}", flush=True)
                passed += 1
            except Exception as error:  # a journey may fail in any way; the others go on
                failed += 1
                frames = traceback.extract_tb(error.__traceback__)
                here = next((f"{pathlib.Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames)
                             if frame.filename.startswith(FOLDER)), None)
                print(f"failed  {name}: {here}: {str(error)[:600]}", flush=True)
                visit.page.screenshot(path=options.folder / f"failed-{work.__name__}.png")
            visit.context.close()
            while NOTES:
                print(f"        {NOTES.pop(0)}", flush=True)
        if not options.only:
            errors = screenshots(browser, base, options.folder)
            passed, failed = passed + (not errors), failed + bool(errors)
            print(f"failed  screenshots of all pages: {errors[:5]}" if errors else "passed  screenshots of all pages")
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
