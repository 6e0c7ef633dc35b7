import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMarkdown } from "../src/panel/markdown/view";
import { fakeContainer, html } from "./dom";
import { assertOnce, processorTime } from "./effort";

function render(text: string, growing = false): string {
  const container = fakeContainer();
  createMarkdown(container, { texts: { table: "Table" }, images: false })(text, growing);
  return html(container);
}

const cases: Record<string, [markdown: string, html: string]> = {
  "paragraphs, lines and breaks": ["a\nb<br>c\n\nd", "<p>a<br></br>b<br></br>c</p><p>d</p>"],
  "emphasis": ["**a** *b* ***c*** ~~d~~ __e__ _f_", "<p><strong>a</strong> <em>b</em> <em><strong>c</strong></em> <del>d</del> <strong>e</strong> <em>f</em></p>"],
  "emphasis inside emphasis": ["**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"],
  "emphasis that ends with another": ["**a *b*** *c **d*** ***e** f*", "<p><strong>a <em>b</em></strong> <em>c <strong>d</strong></em> <em><strong>e</strong> f</em></p>"],
  "emphasis with other marks in it": ["**`**a`** **_b_** _**c**_ *d `*e` f_g*", "<p><strong><code>**a</code></strong> <strong><em>b</em></strong> <em><strong>c</strong></em> <em>d <code>*e</code> f_g</em></p>"],
  "emphasis in a word": ["un**believ**able 这是**重要**的 l'*eau*", "<p>un<strong>believ</strong>able 这是<strong>重要</strong>的 l'<em>eau</em></p>"],
  "marks that are not emphasis": ["2 * 3 * 4, a_b_c, _d_e, ** x, price* **", "<p>2 * 3 * 4, a_b_c, _d_e, ** x, price* **</p>"],
  "escapes": ["\\*a\\* \\[b\\](c)", "<p>*a* [b](c)</p>"],
  "inline code": ["`a*b*` and ``c`d``", "<p><code>a*b*</code> and <code>c`d</code></p>"],
  "entities that models write, and none else": ["a&nbsp;b &lt;i&gt; &AMP; &eacute;", "<p>a\u00a0b &lt;i> &amp; &amp;eacute;</p>"],
  "headings": ["# a\n### b\n#c", '<h3 class="h1">a</h3><h3 class="h3">b</h3><p>#c</p>'],
  "rules": ["a\n\n---\n\nb\n***\n-\t-\t-", "<p>a</p><hr></hr><p>b</p><hr></hr><hr></hr>"],
  "lists": ["- a\n- b\n\n3. c\n4. d", '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li><li>d</li></ol>'],
  "nested lists": ["1. a\n   - b\n   - c\n     1. d\n2. e", "<ol start=\"1\"><li>a<ul><li>b</li><li>c<ol start=\"1\"><li>d</li></ol></li></ul></li><li>e</li></ol>"],
  "lists nested by two spaces or a tab": ["1. a\n  - b\n2. c\n\t- d", "<ol start=\"1\"><li>a<ul><li>b</li></ul></li><li>c<ul><li>d</li></ul></li></ol>"],
  "paragraphs in a list": ["- a\n\n  b\n- c", "<ul><li>a<p>b</p></li><li>c</li></ul>"],
  "quotes": ["> a\n> **b**\n\nc", "<blockquote><p>a<br></br><strong>b</strong></p></blockquote><p>c</p>"],
  "fenced code": ["```js\nif (a < b) {\n\n  c\n}\n```\nd", '<pre><code>if (a &lt; b) {\n\n  c\n}</code></pre><p>d</p>'],
  "code in an item": ["1. a\n   ```js\n   b\n     c\n   ```\n\n   d\n2. e", '<ol start="1"><li>a<pre><code>b\n  c</code></pre><p>d</p></li><li>e</li></ol>'],
  "lists of two kinds in turn": ["1. a\n- b\n2. c", '<ol start="1"><li>a</li></ol><ul><li>b</li></ul><ol start="2"><li>c</li></ol>'],
  "code that never ends": ["```\na", "<pre><code>a</code></pre>"],
  "tables": [
    "| a | b |\n|---|--:|\n| 1 \\| 2 | **3** |\n| 4 |",
    '<div class="table"><table><tr><th>a</th><th class="right">b</th></tr><tr><td>1 | 2</td><td class="right"><strong>3</strong></td></tr><tr><td>4</td></tr></table></div>',
  ],
  "a bar is no table": ["a | b\nc", "<p>a | b<br></br>c</p>"],
  "links": ['[a **b**](https://x.example/y) <https://z.example> <mailto:m@x.example>', '<p><a href="https://x.example/y">a <strong>b</strong></a> <a href="https://z.example/">https://z.example</a> <a href="mailto:m@x.example">m@x.example</a></p>'],
  "addresses in the text": ["See (https://x.example/a_(b)), or m.n@x.example.", '<p>See (<a href="https://x.example/a_(b)">https://x.example/a_(b)</a>), or <a href="mailto:m.n@x.example">m.n@x.example</a>.</p>'],
  "an address as its own label": ["[https://x.example](https://x.example)", '<p><a href="https://x.example/">https://x.example</a></p>'],
  "brackets in a link's text": ["[`a[0]`](https://x.example) [![a](https://x.example/i)](https://y.example)", '<p><a href="https://x.example/"><code>a[0]</code></a> <a href="https://y.example/">a</a></p>'],
  "links that are none": ["a[0](not a link) [b] [c](/d)", "<p>a[0](not a link) [b] c</p>"],
  "images are links": ["![a](https://x.example/i.png)", '<p><a href="https://x.example/i.png">a</a></p>'],
  "telephone numbers": ["[call](tel:+33123456789)", '<p><a href="tel:+33123456789">call</a></p>'],
};

describe("Markdown", () => {
  for (const [name, [markdown, expected]] of Object.entries(cases)) it(name, () => assert.equal(render(markdown), expected));
});

describe("Markdown from a model that is not trusted", () => {
  for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x.example", "/admin", "blob:https://x/y"])
    it(`makes no link to ${JSON.stringify(address)}`, () => {
      const shown = render(`[a](${address}) [b](<${address}>) ![c](${address}) <${address.replace("https:", "")}>`);
      assert.ok(!shown.includes("href"), shown);
    });

  it("shows HTML as text", () => {
    assert.equal(render('<img src=x onerror="alert(1)"><script>x</script>'), "<p>&lt;img src=x onerror=&quot;alert(1)&quot;>&lt;script>x&lt;/script></p>");
  });

  it("tells every link to pass on nothing", () => {
    const container = fakeContainer();
    createMarkdown(container, { texts: { table: "" }, images: false })("[a](https://x.example)");
    const link = container.firstChild!.firstChild as Element;
    assert.equal(link.getAttribute("rel"), "noopener noreferrer nofollow ugc");
    assert.equal(link.getAttribute("target"), "_blank");
  });

  it("only ever makes elements of its list", () => {
    const allowed = new Set("p h3 pre code hr blockquote ol ul li div table tr th td strong em del a br".split(" "));
    const shown = render(Object.values(cases).map(([markdown]) => markdown).join("\n\n") + "\n\n<svg/onload=x> <style>*{}</style> <iframe>");
    for (const [, tag] of shown.matchAll(/<(\w+)/g)) assert.ok(allowed.has(tag!), tag);
  });

  for (const unit of ["a", "*", "**a ", "*a_", "`", "[", "](", "[a](", "![", "<", "&", "~~a~~", "> ", "- ", "1. ", "|", "| a ", "#", "\\", "http://", "https://a ", "a@", "_", " ", "\t", "- a\n", "> a\n", "|a|\n", "a\n\n", "```\n", "* * ", "[a](b", "<https:", "a@a.", "\n", "  - a\n"])
    it(`reads ${JSON.stringify(unit)} again and again in linear time`, () => {
      // A megabyte in one line; where each line makes nodes, what counts is the nodes.
      const most = unit.includes("\n") ? 200_000 : 1_000_000;
      const time = (length: number): number => processorTime(() => render(unit.repeat(length / unit.length), true));
      assertOnce(() => {
        const [part, whole] = [Math.min(time(most / 8), time(most / 8)), time(most)];
        // Eight times the text: 8 in linear time, 64 in quadratic time.
        assert.ok(whole < Math.max(24 * part, 500), `an eighth in ${part} ms, all in ${whole} ms`);
      });
    });

  for (const unit of ["*a **b _c __d ~~e ", " _a`b`", "**a", "[](", "_a[b](c) ", "](a ", "*a***", "`a ``b "])
    it(`is never busy for long with ${JSON.stringify(unit)} in one paragraph`, () => {
      const text = unit.repeat(9_000 / unit.length);
      // A few hundredths of a second. What steps back through every way to cut such a text takes minutes.
      assertOnce(() => {
        const time = processorTime(() => render(text, true));
        assert.ok(time < 1_000, `${time} ms`);
      });
    });

  it("never nests deeper than a layout can bear", () => {
    const depth = (shown: string): number => {
      let now = 0, most = 0;
      for (const [tag] of shown.matchAll(/<\/?\w+/g)) most = Math.max(most, (now += tag.startsWith("</") ? -1 : 1));
      return most;
    };
    assert.ok(depth(render("> ".repeat(500) + "a")) < 30);
    assert.ok(depth(render("*a **b ".repeat(500) + "c** d*".repeat(500))) < 30);
    for (const unit of ["**a ", "*a **b ", "[a ", "_a *b ~~c "]) assert.ok(depth(render(unit.repeat(500), true)) < 30);
    assert.ok(depth(render(Array.from({ length: 100 }, (_, i) => "  ".repeat(i) + "- a").join("\n"))) < 40);
  });
});

describe("Images in Markdown", () => {
  const renderWithImages = (text: string): string => {
    const container = fakeContainer();
    createMarkdown(container, { texts: { table: "" }, images: true })(text);
    return html(container);
  };

  it("are shown where the chatbot says so, when they are needed, and telling nobody where", () =>
    assert.equal(renderWithImages("![a *b*](https://x.example/i.png)"), '<p><img loading="lazy" alt="a *b*" referrerpolicy="no-referrer" src="https://x.example/i.png"></img></p>'));

  it("are none of the page's own", () =>
    assert.equal(renderWithImages("![a](https:b) ![](https://c)"), '<p><a href="https://b/">a</a> <img loading="lazy" alt="https://c" referrerpolicy="no-referrer" src="https://c"></img></p>'));

  it("stay links where they are not encrypted", () =>
    assert.equal(renderWithImages("![a](http://x.example/i.png)"), '<p><a href="http://x.example/i.png">a</a></p>'));
});

describe("A line of megabytes", () => {
  it("is broken into paragraphs, the same while it grows", () => {
    const text = "a".repeat(50_000);
    const container = fakeContainer();
    const view = createMarkdown(container, { texts: { table: "" }, images: false });
    for (let end = 1_000; end < text.length; end += 1_000) view(text.slice(0, end), true);
    view(text);
    assert.equal(html(container), render(text));
    assert.equal(container.childNodes.length, 5);
  });
});

describe("Markdown that is still arriving", () => {
  it("ends as the same text shown at once, whatever the pieces", () => {
    const whole = Object.values(cases).map(([markdown]) => markdown).filter((markdown) => !markdown.includes("```\na")).join("\n\n");
    for (const size of [1, 2, 3, 7, 20]) {
      const container = fakeContainer();
      const view = createMarkdown(container, { texts: { table: "" }, images: false });
      for (let end = size; end < whole.length; end += size) view(whole.slice(0, end), true);
      view(whole, false);
      assert.equal(html(container), render(whole));
    }
  });

  it("keeps the nodes of blocks that are complete", () => {
    const container = fakeContainer();
    const view = createMarkdown(container, { texts: { table: "" }, images: false });
    view("# a\n\nb", true);
    const [heading, paragraph] = container.childNodes;
    view("# a\n\nb **c**\n\n- d", true);
    view("# a\n\nb **c**\n\n- d\n- e", false);
    assert.equal(container.childNodes[0], heading);
    assert.equal(container.childNodes[1], paragraph);
    assert.equal(html(container), '<h3 class="h1">a</h3><p>b <strong>c</strong></p><ul><li>d</li><li>e</li></ul>');
  });

  it("keeps the text node that grows", () => {
    const container = fakeContainer();
    const view = createMarkdown(container, { texts: { table: "" }, images: false });
    view("one", true);
    const text = container.firstChild!.firstChild;
    view("one two", true);
    assert.equal(container.firstChild!.firstChild, text);
  });

  it("brings only what differs up to date", () => {
    const container = fakeContainer();
    const view = createMarkdown(container, { texts: { table: "" }, images: true });
    view("3. ![a](https://x.example/i.png) b\n4. https://x.exa", true);
    const [three, four] = container.firstChild!.childNodes;
    const image = three!.firstChild;
    view("3. ![a](https://x.example/i.png) b\n4. https://x.example/c **d**", true);
    assert.deepEqual([...container.firstChild!.childNodes], [three, four]);
    assert.equal(three!.firstChild, image);
    assert.equal(html(four!), '<a href="https://x.example/c">https://x.example/c</a> <strong>d</strong>');
    view("1. e");
    assert.equal(html(container), '<ol start="1"><li>e</li></ol>');
  });

  it("begins anew when the text is another one", () => {
    const container = fakeContainer();
    const view = createMarkdown(container, { texts: { table: "" }, images: false });
    view("a\n\nb\n\nc", true);
    view("x", true);
    assert.equal(html(container), "<p>x</p>");
    view("");
    assert.equal(html(container), "");
  });

  const steps: [string, string][] = [
    ["**bol", "<p><strong>bol</strong></p>"],
    ["**bold*", "<p><strong>bold</strong></p>"],
    ["a `cod", "<p>a <code>cod</code></p>"],
    ["see [the si", "<p>see the si</p>"],
    ["see [the site](https://x.exa", "<p>see the site</p>"],
    ["a\n-", "<p>a<br></br></p>"],
    ["a\n\n12.", "<p>a</p>"],
    ["a\n##", "<p>a<br></br></p>"],
    ["a\n\n``", "<p>a</p>"],
    ["a\n\n```j", "<p>a</p>"],
    ["| a | b |", '<div class="table"><table><tr><th>a</th><th>b</th></tr></table></div>'],
    ["2 * 3*4", "<p>2 * 3*4</p>"],
    ["2*3 and `*a` **b", "<p>2*3 and <code>*a</code> <strong>b</strong></p>"],
    ["*a **b `c", "<p><em>a <strong>b <code>c</code></strong></em></p>"],
    ["**[the site](https://x.exa", "<p><strong>the site</strong></p>"],
    ["a <https://x.exa", '<p>a <a href="https://x.exa/">https://x.exa</a></p>'],
    ["1. a\n\n   ```j", '<ol start="1"><li>a</li></ol>'],
    ["a\\", "<p>a</p>"],
    ["a\n\n~~~j", "<p>a</p>"],
  ];
  for (const [text, expected] of steps) it(`shows ${JSON.stringify(text)} without flicker`, () => assert.equal(render(text, true).replace("<br></br></p>", "</p>"), expected.replace("<br></br></p>", "</p>")));
});
