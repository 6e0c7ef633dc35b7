using System.Text;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Pages such as sites have: written without a thought for what else stands on them.</summary>
internal static partial class HostilePages
{
    /// <summary>A page that does nothing to anyone, against which the others are held.</summary>
    public const string Plain = "a plain page";

    /// <summary>A page as the oldest browsers laid it out.</summary>
    public const string Quirks = "no doctype";

    /// <summary>What each page does to its guests; null as policy: none.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string, SitePage>> All = new Dictionary<string, Func<string, string, SitePage>>
    {
        [Plain] = (snippet, _) => new SitePage(snippet),
        ["everything unset, with !important"] = (snippet, _) => Styled(snippet, "*, *::before, *::after { all: unset !important }"),
        ["everything styled, with !important"] = (snippet, _) => Styled(snippet, Aggressive),
        ["its root inherited by everything"] = (snippet, _) => Styled(snippet, Inherited),
        ["the widget's own custom properties"] = (snippet, _) => Styled(snippet, $"* {{ {string.Concat(CustomProperties().Select(name => $"{name}: 13px !important; "))}}}"),
        ["an animated universe"] = (snippet, _) => Styled(snippet, "@keyframes appear { from { margin-left: 300px } to { margin-left: 900px } } * { animation: appear 9s infinite !important; transition: all 9s !important }"),
        ["a body that holds what is fixed"] = (snippet, _) => Styled(snippet, "body { transform: translateZ(0); min-height: 4000px; overflow-x: hidden }"),
        [Quirks] = (snippet, _) => new SitePage(snippet) { Doctype = "" },
        ["XHTML"] = (snippet, _) => new SitePage(snippet) { MediaType = "application/xhtml+xml" },
        ["Latin-1"] = (snippet, _) => new SitePage(snippet) { Encoding = Encoding.Latin1 },
        ["a base elsewhere"] = (snippet, _) => new SitePage(snippet) { Head = """<base href="https://elsewhere.example/deep/" target="_top" />""" },
        ["patched prototypes"] = (snippet, _) => Scripted(snippet, Prototypes),
        ["an old Prototype.js"] = (snippet, _) => Scripted(snippet, OldLibrary),
        ["wrapped fetch, promises and nodes"] = (snippet, _) => Scripted(snippet, Wrappers),
        ["frozen prototypes"] = (snippet, _) => Scripted(snippet, "[Object, Array, String, Promise, Function, Map, Set].forEach(it => { Object.freeze(it); Object.freeze(it.prototype); });"),
        ["strict policy"] = (snippet, server) => new SitePage(snippet) { Policy = $"default-src 'self'; script-src {server}; connect-src {server}" },
        ["strict policy, nonce"] = (snippet, server) => new SitePage(Nonced(snippet)) { Policy = $"default-src 'self'; script-src 'nonce-c2VjcmV0'; connect-src {server}" },
        ["strict policy, nonce and strict-dynamic"] = (snippet, server) => new SitePage(Nonced(snippet)) { Policy = $"default-src 'none'; script-src 'nonce-c2VjcmV0' 'strict-dynamic'; connect-src {server}; base-uri 'none'; form-action 'none'" },
        ["strict policy, trusted types"] = (snippet, server) => new SitePage(snippet) { Policy = $"default-src 'self'; script-src {server}; connect-src {server}; require-trusted-types-for 'script'; trusted-types 'none'" },
        ["isolated from other origins"] = (snippet, _) => new SitePage(snippet) { Headers = new Dictionary<string, string> { ["Cross-Origin-Embedder-Policy"] = "require-corp", ["Cross-Origin-Opener-Policy"] = "same-origin" } },
    };

    private const string Aggressive = """
        body * { color: red !important; background: lime !important; font: italic bold 30px/3 serif !important; display: block !important; position: static !important;
          float: left !important; margin: 20px !important; padding: 20px !important; border: 9px dotted !important; width: 50% !important; height: 90px !important;
          max-width: 90px !important; opacity: .3 !important; visibility: hidden !important; transform: rotate(9deg) !important; filter: blur(3px) !important;
          pointer-events: none !important; user-select: none !important; z-index: -1 !important; overflow: hidden !important; clip-path: inset(50%) !important;
          zoom: 2 !important; contain: strict !important; content-visibility: hidden !important; outline: 5px solid !important; text-indent: -9999px !important }
        button, input, textarea, form, a, p, h2, ul, li, svg, section, div { text-transform: uppercase !important; letter-spacing: 9px !important; box-shadow: none !important }
        """;

    private const string Inherited = """
        html { font: italic 40px/3 cursive !important; letter-spacing: 4px !important; word-spacing: 1em !important; text-transform: uppercase !important;
          text-shadow: 2px 2px red !important; text-align: right !important; color: #fff !important; cursor: none !important; user-select: none !important;
          list-style: square inside !important; white-space: nowrap !important; word-break: break-all !important; hyphens: auto !important; quotes: none !important;
          border-collapse: collapse !important; visibility: visible; -webkit-text-fill-color: orange !important; -webkit-text-stroke: 1px !important;
          direction: rtl !important; accent-color: red !important; caret-color: transparent !important }
        """;

    private const string Prototypes = """
        Object.prototype.extend = function () { return "object"; };
        Array.prototype.last = function () { return this[this.length - 1]; };
        String.prototype.trimAll = function () { return this.trim(); };
        Function.prototype.delay = function () {};
        Array.prototype.forEach = function (f, that) { for (let i = 0; i < this.length; i++) f.call(that, this[i], i, this); };
        Array.prototype.map = function (f, that) { const made = []; for (let i = 0; i < this.length; i++) made.push(f.call(that, this[i], i, this)); return made; };
        Object.defineProperty(Object.prototype, "isVip", { get() { return false; }, set() {}, enumerable: true, configurable: true });
        """;

    private const string OldLibrary = """
        const quote = text => '"' + text + '"';
        String.prototype.toJSON = function () { return quote(this); };
        Array.prototype.toJSON = function () { return "[" + this.join(", ") + "]"; };
        Object.prototype.toJSON = function () { return "{}"; };
        Number.prototype.toJSON = function () { return String(this); };
        Array.from = function (iterable) { if (!iterable) return []; let n = iterable.length || 0; const made = new Array(n); while (n--) made[n] = iterable[n]; return made; };
        Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
        Array.prototype.toArray = Array.prototype.clone = function () { return [].concat(this); };
        Function.prototype.bind = function (that) { const f = this; return function () { return f.apply(that, arguments); }; };
        Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
        Element.prototype.hide = function () { this.style.display = "none"; return this; };
        """;

    private const string Wrappers = """
        window.fetchSaw = [];
        const fetched = window.fetch;
        window.fetch = function (...all) { window.fetchSaw.push(String(all[0]?.url ?? all[0])); return fetched.apply(this, all).then(response => { response.clone(); return response; }); };
        window.Promise = class ZonePromise extends Promise {};
        for (const name of ["append", "appendChild", "insertBefore", "replaceChildren", "setAttribute", "attachShadow", "addEventListener"]) {
          for (const type of [Element, Node, EventTarget]) {
            if (!Object.hasOwn(type.prototype, name)) continue;
            const whole = type.prototype[name];
            type.prototype[name] = function (...all) { return whole.apply(this, all); };
          }
        }
        const later = window.setTimeout;
        window.setTimeout = (f, ms, ...all) => later(() => f(...all), ms);
        """;

    private static SitePage Styled(string snippet, string css) => new(snippet) { Head = $"<style>{css}</style>" };

    private static SitePage Scripted(string snippet, string script) => new(snippet) { Head = $"<script>{script}</script>" };

    private static string Nonced(string snippet) => snippet.Replace("<script ", """<script nonce="c2VjcmV0" """, StringComparison.Ordinal);

    private static IEnumerable<string> CustomProperties() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "widgets", "css"), "*.css")
            .SelectMany(file => CustomProperty().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct();

    [GeneratedRegex(@"--[a-z][\w-]*")]
    private static partial Regex CustomProperty();
}
