"""Looks at slides through python-pptx, and through LibreOffice where it is installed.

Usage: check_slides.py file.pptx...   Ends with 77 where python-pptx is missing.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    from pptx import Presentation
except ImportError:
    print("python-pptx is not installed")
    sys.exit(77)


def check(path):
    deck = Presentation(path)
    width, height = deck.slide_width, deck.slide_height
    assert abs(width / height - 16 / 9) < 1e-6, "the slides are 16:9"
    kinds = set()
    for number, slide in enumerate(deck.slides, 1):
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text.strip(), f"slide {number} has a title"
        names = [shape.shape_id for shape in slide.shapes]
        assert len(names) == len(set(names)), f"slide {number} has a number for every shape"
        for shape in slide.shapes:
            kinds.add(str(shape.shape_type))
            inside = (
                shape.left >= 0
                and shape.top >= 0
                and shape.left + shape.width <= width
                and shape.top + shape.height <= height
            )
            assert inside, f"slide {number}: {shape.name} stands inside of the slide"
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    for run in paragraph.runs:
                        assert run.font.size is None or run.font.size.pt >= 9, f"slide {number}: {run.text!r} can be read"
    for kind in ("TABLE", "GROUP", "TEXT_BOX"):
        assert any(kind in name for name in kinds), f"there is a native {kind}"
    return len(deck.slides)


def rendered(path):
    """The pages that LibreOffice makes of the slides, or None."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        profile = pathlib.Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pdf = pathlib.Path(folder, pathlib.Path(path).stem + ".pdf").read_bytes()
        return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


for path in sys.argv[1:]:
    slides = check(path)
    pages = rendered(path)
    if pages is None:
        print(f"{path}: {slides} slides; LibreOffice is not installed, so they were not rendered")
    else:
        assert pages == slides, f"LibreOffice shows {pages} pages of {slides} slides"
        print(f"{path}: {slides} slides, rendered by LibreOffice")
