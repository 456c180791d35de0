"""Feeds in RSS, Atom, RDF and CDF, and the reports read from them."""

import hashlib

from newsledger.model import Capture, Report, Skip
from newsledger.readers.feeds import feed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- no <item> here -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Norvania Herald</title><link>https://herald.example/</link><language>en-gb</language>
<item><media:title>A boat</media:title><title>Dam bursts &amp; floods Tarsk</title>
  <link>https://herald.example/dam</link><guid isPermaLink="false">tag:1</guid>
  <dc:creator>Jane Roe</dc:creator><dc:creator>AFP</dc:creator>
  <pubDate>Mon, 03 May 2021 23:20:00 -0500</pubDate><category>floods</category>
  <description>A dam burst.</description>
  <content:encoded><![CDATA[<p>Rescue crews searched the café &amp; school.</p>
  <p>Four are missing.</p><script>track()</script>]]></content:encoded></item>
<item><title>Only a title</title><link>https://herald.example/x</link></item>
<item><title>Roads closed</title><guid isPermaLink="false">tag:1</guid>
  <description>&lt;p&gt;Four are missing.&lt;/p&gt;</description>
  <pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>
  <source url="https://post.example/rss">Ulmen Post</source></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Ulmen Post</title>
<author><name>Redaktion</name></author>
<entry><id>urn:1</id><title type="html">Der &lt;b&gt;Damm&lt;/b&gt;</title>
<link href="https://post.example/1"/><published>2021-05-03T10:00:00+02:00</published>
<updated>2021-05-04T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Damm brach.</p>
<p>Vier fehlen.</p></div></content>
<source><title>Tarsk Tagblatt</title><author><name>Reuters</name></author></source></entry>
<entry><id>urn:2</id><title>5 &lt; 6</title><summary xml:lang="fr">Un texte &lt; clair.</summary>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Norvania Wire</title></channel>
<item rdf:about="https://w.example/1"><title>Bridge down</title><link>https://w.example/1</link>
<description>A bridge fell.</description><dc:date>2021-05-03</dc:date></item></rdf:RDF>"""

CDF = """<CHANNEL HREF="https://c.example/"><TITLE>Tarsk Channel</TITLE>
<ITEM HREF="https://c.example/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>Old news</TITLE>
<ABSTRACT>An abstract.</ABSTRACT></ITEM></CHANNEL>"""


def put(content: str | bytes, url: str | None = None, captured: str | None = None) -> Capture:
    held = content.encode() if isinstance(content, str) else content
    sha256 = hashlib.sha256(held).hexdigest()
    return Capture(sha256=sha256, path="a.xml", content=held, url=url, captured=captured)


def reports(capture: Capture) -> list[Report]:
    return [each for each in feed.read(capture) if isinstance(each, Report)]


def skips(capture: Capture) -> list[str]:
    return [each.reason for each in feed.read(capture) if isinstance(each, Skip)]


def rss(items: str) -> str:
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"
