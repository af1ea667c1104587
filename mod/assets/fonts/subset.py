"""Makes the fonts of the overlay from their originals.

Needs fonttools and brotli, the packages fonts-noto-core, fonts-dejavu-core and
fonts-droid-fallback of Debian, and the web client's node_modules:

    python3 subset.py <web/node_modules> <folder with usr/share/fonts>
"""

import gzip
import io
import sys
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
MODULES, SYSTEM = Path(sys.argv[1]), Path(sys.argv[2])


def legacy(codec, first, last):
    """Characters of the rows `first` to `last` of a national set of 94 by 94 places."""
    for row in range(first, last + 1):
        for cell in range(0xA1, 0xFF):
            try:
                yield from map(ord, bytes([row + 0xA0, cell]).decode(codec))
            except UnicodeDecodeError:
                pass


def big5_frequent():
    for lead in range(0xA4, 0xC7):
        for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                yield from map(ord, bytes([lead, trail]).decode("big5"))
            except UnicodeDecodeError:
                pass


def reduce(font, characters, keep_features=()):
    options = subset.Options()
    options.layout_features = list(keep_features)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["FFTM", "MATH", "STAT", "meta", "GDEF", "GPOS", "GSUB", "kern"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)
    return font


def write(font, name):
    # Changed fonts must not carry the reserved names of their originals.
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "SpeedFog Overlay " + name.partition(".")[0]
    data = io.BytesIO()
    font.save(data)
    (HERE / name).write_bytes(gzip.compress(data.getvalue(), 9, mtime=0))


def tabular(font):
    """Puts the figures of equal width where programs without OpenType features find them."""
    lookups = [
        index
        for record in font["GSUB"].table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    ]
    for index in lookups:
        for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
            mapping = getattr(table, "ExtSubTable", table).mapping
            for cmap in font["cmap"].tables:
                for character, glyph in list(cmap.cmap.items()):
                    cmap.cmap[character] = mapping.get(glyph, glyph)


def archivo():
    parts = []
    for part in ("latin", "latin-ext", "vietnamese"):
        path = MODULES / f"@fontsource-variable/archivo/files/archivo-{part}-standard-normal.woff2"
        font = instancer.instantiateVariableFont(TTFont(path, recalcTimestamp=False), {"wght": 500, "wdth": 100})
        if part == "latin":
            tabular(font)
        font.flavor = None
        reduce(font, font.getBestCmap().keys())
        font.save(parts.append(io.BytesIO()) or parts[-1])
        parts[-1].seek(0)
    write(merge.Merger().merge(parts), "body.ttf.gz")


def moved(font, characters, base):
    """Keeps `characters` alone, at private places, so that they can be merged at another size."""
    reduce(font, map(ord, characters))
    for cmap in font["cmap"].tables:
        cmap.cmap = {base + character: glyph for character, glyph in cmap.cmap.items()}
    return font


def clock():
    path = MODULES / "@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2"
    font = instancer.instantiateVariableFont(TTFont(path, recalcTimestamp=False), {"wght": 500, "wdth": 100})
    font.flavor = None
    tabular(font)
    write(moved(font, "0123456789:-", 0xE100), "clock.ttf.gz")


def marcellus():
    font = TTFont(MODULES / "@fontsource/marcellus/files/marcellus-latin-400-normal.woff2", recalcTimestamp=False)
    font.flavor = None
    write(moved(font, "0123456789:GO!", 0xE000), "countdown.ttf.gz")


def noto():
    font = TTFont(SYSTEM / "truetype/noto/NotoSans-Regular.ttf", recalcTimestamp=False)
    characters = [*range(0x370, 0x530), *range(0x1F00, 0x2000)]
    write(reduce(font, characters), "cyrillic-greek.ttf.gz")


def dejavu():
    font = TTFont(SYSTEM / "truetype/dejavu/DejaVuSans.ttf", recalcTimestamp=False)
    characters = [*range(0x2000, 0x2070), *range(0x20A0, 0x20C0), *range(0x2190, 0x2200)]
    characters += [*range(0x2500, 0x2600), *range(0x2605, 0x2608), 0x2620, *range(0x2660, 0x2668)]
    characters += [0x2713, 0x2714, 0x2717, 0x2718, 0x2764]
    write(reduce(font, characters), "symbols.ttf.gz")


def droid():
    font = TTFont(SYSTEM / "truetype/droid/DroidSansFallback.ttf", recalcTimestamp=False)
    characters = {*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
    characters |= {*legacy("gb2312", 16, 55), *legacy("euc_jp", 16, 47), *legacy("euc_kr", 16, 40)}
    characters |= set(big5_frequent())
    write(reduce(font, characters), "cjk.ttf.gz")


if __name__ == "__main__":
    archivo()
    clock()
    marcellus()
    noto()
    dejavu()
    droid()
