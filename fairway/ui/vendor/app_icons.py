"""Draw the app icons from the logo (needs the dev dependencies and Chromium): python app_icons.py"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

IMG = Path(__file__).resolve().parent.parent / "static" / "ui" / "img"
PAPER = "#faf8f4"
# A maskable icon may lose everything outside the middle 80 %.
SIZES = {
    "app-192.png": (192, 0.7),
    "app-512.png": (512, 0.7),
    "app-512-maskable.png": (512, 0.5),
    "apple-touch-icon.png": (180, 0.66),
}


def main() -> None:
    logo = (IMG / "logo.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu"],
        )
        for name, (size, part) in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            sized = logo.replace('width="24" height="24"', f'width="{size * part}"')
            page.set_content(
                f"<body style='margin:0;height:{size}px;display:grid;place-items:center;"
                f"background:{PAPER}'>{sized}"
            )
            page.screenshot(path=IMG / name)
        browser.close()


if __name__ == "__main__":
    main()
