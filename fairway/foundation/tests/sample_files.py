"""Small files of every kind, right and wrong, made by hand."""

import io
import struct
import zipfile
import zlib

import xlsxwriter

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument"


def pdf(body=b"1 0 obj\n<<>>\nendobj\n"):
    return b"%PDF-1.7\n" + body + b"trailer\n<<>>\nstartxref\n9\n%%EOF\n"


def part(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=1, height=1):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", data) + part(b"IEND", b"")


def gif(width=1, height=1, comment=b""):
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    said = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\x00" if comment else b""
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + screen + said + image + b"\x3b"


def jpeg(width=1, height=1, comment=b""):
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8" + said + frame + scan + b"\xff\xd9"


def webp(width=1, height=1):
    bits = (width - 1) | (height - 1) << 14
    data = b"\x2f" + struct.pack("<I", bits) + b"\x00" * 5
    body = b"WEBPVP8L" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def xlsx():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Ana")
        sheet.write_url(1, 0, "https://saltmarsh.example/")
    return stream.getvalue()


def office(kind="docx", parts=(), main=None):
    folder, name = {
        "docx": ("word", "wordprocessingml.document"),
        "xlsx": ("xl", "spreadsheetml.sheet"),
        "pptx": ("ppt", "presentationml.presentation"),
    }[kind]
    main = main or f"{MAIN}.{name}.main+xml"
    content = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/{folder}/main.xml" ContentType="{main}"/></Types>',
        f"{folder}/main.xml": "<document>Ana</document>",
        **dict(parts),
    }
    return archive(content.items())


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as made:
        for name, body in parts:
            made.writestr(name, body)
    return stream.getvalue()


def relation(kind, target, mode="External"):
    """A relations part of a document, leading out of it."""
    body = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return "word/_rels/main.xml.rels", f'<Relationships xmlns="{RELATIONS}">{body}</Relationships>'


CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
