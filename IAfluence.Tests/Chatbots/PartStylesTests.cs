using IAfluence.Core.Chatbots;

namespace IAfluence.Tests.Chatbots;

public sealed class PartStylesTests
{
    [Theory]
    [InlineData("::part(launcher) { color: #fff; }", "[part~=launcher]{color:#fff;}")]
    [InlineData("::part( message  visitor ):hover, ::part(reply)::before{ background : rgb(1 2 3 / 50%) !important }",
        "[part~=message][part~=visitor]:hover,[part~=reply]::before{background:rgb(1 2 3 / 50%) !important;}")]
    [InlineData("/* ours; { */ @media (max-width: 600px) and (prefers-color-scheme: dark) { ::part(panel) { inset: 0 } }",
        "@media (max-width: 600px) and (prefers-color-scheme: dark){[part~=panel]{inset:0;}}")]
    [InlineData("::part(title)::after { content: '; } url(x) {' ; --own: calc((1px + 2px) * 2) }", "[part~=title]::after{content:'; } url(x) {';--own:calc((1px + 2px) * 2);}")]
    [InlineData("::part(brand) { background-color: white }", "[part~=brand]{background-color:white;}")]
    [InlineData("", "")]
    public void Rules_on_parts_are_written_for_the_inside(string css, string? written)
    {
        Assert.Equal(written, PartStyles.Read(css).Css);
    }

    [Theory]
    [InlineData("body { display: none }", "body")]
    [InlineData("* { display: none }", "*")]
    [InlineData(":host { display: none }", ":host")]
    [InlineData("::part(launcher), a { color: red }", "a")]
    [InlineData("::part(launcher) a { color: red }", "::part(launcher) a")]
    [InlineData("a::part(launcher) { color: red }", "a::part(launcher)")]
    [InlineData("::part(launcher):has(a) { color: red }", "::part(launcher):has(a)")]
    [InlineData("::part(launcher)[href] { color: red }", "::part(launcher)[href]")]
    [InlineData("::part(nowhere) { color: red }", "nowhere")]
    [InlineData("::part(launcher) { background: url(https://evil.example/x.png) }", "background: url(https://evil.example/x.png)")]
    [InlineData("::part(launcher) { background: URL(//evil.example) }", "background: URL(//evil.example)")]
    [InlineData("::part(launcher) { background: image-set('https://evil.example/x.png' 1x) }", "background: image-set('https://evil.example/x.png' 1x)")]
    [InlineData("::part(launcher) { background: -webkit-image-set('//evil.example' 1x) }", "background: -webkit-image-set('//evil.example' 1x)")]
    [InlineData("::part(launcher) { background: image('//evil.example') }", "background: image('//evil.example')")]
    [InlineData("::part(launcher) { background: src('//evil.example') }", "background: src('//evil.example')")]
    [InlineData("::part(launcher) { content: attr(data-x) }", "content: attr(data-x)")]
    [InlineData("::part(launcher) { width: expression(alert(1)) }", "width: expression(alert(1))")]
    [InlineData("::part(launcher) { color: red; & * { display: none } }", "::part(launcher)")]
    [InlineData("::part(launcher) { color: red } } body { color: red", "} body { color: red")]
    [InlineData("@import 'https://evil.example/x.css';", "@import 'https://evil.example/x.css';")]
    [InlineData("@font-face { font-family: x }", "@font-face")]
    [InlineData("@media screen { @media print { ::part(panel) { color: red } } }", "@media print")]
    [InlineData("@media screen { ::part(panel) { color: red }", "@media")]
    [InlineData("@media (min-width: 1px { ::part(panel) { color: red } }", "@media (min-width: 1px")]
    [InlineData("::part(launcher) { background: u\\72l(x) }", "\\")]
    [InlineData("::part(launcher) { color: red }</style><script>", "<")]
    [InlineData("::part(launcher) { color: red /* }", "/*")]
    [InlineData("::part(title)::after { content: 'x }", "\"")]
    [InlineData("::part(title)::after { content: 'x\n'; color: red }", "\"")]
    [InlineData("::part(launcher) { color: rgb(1,2,3 }", "color: rgb(1,2,3")]
    [InlineData("::part(launcher) { color: red) }", "color: red)")]
    [InlineData("::part(launcher) { color }", "color")]
    [InlineData("::part(launcher) { color: red", "::part(launcher)")]
    [InlineData("::part(launcher) { color: r\0ed }", "?")]
    public void Style_that_reaches_beyond_the_parts_is_refused_by_name(string css, string fault)
    {
        Assert.Equal(new PartStyleSheet(null, fault), PartStyles.Read(css));
    }

    [Theory]
    [InlineData("::part(brand) { display: none }", "[part~=brand]{}", "display: none")]
    [InlineData("::part(form brand) { opacity: 0; font-style: italic }", "[part~=form][part~=brand]{font-style:italic;}", "opacity: 0")]
    [InlineData("::part(brand){letter-spacing:-9em}", "[part~=brand]{}", "letter-spacing:-9em")]
    [InlineData("::part(brand) { text-decoration: line-through 3em white }", "[part~=brand]{}", "text-decoration: line-through 3em white")]
    [InlineData("::part(title), ::part(brand):hover { color: transparent }", "[part~=title],[part~=brand]:hover{}", "color: transparent")]
    [InlineData("::part(title) { color: red } ::part(panel)::after{content:'';position:absolute;inset:auto 0 0;height:3em;background:#fff}",
        "[part~=title]{color:red;}", "::part(panel)::after")]
    [InlineData("@media print { ::part(title), ::part(panel):hover::before { content: '' } }", "@media print{}", "::part(title), ::part(panel):hover::before")]
    [InlineData("::part(launcher)::after { content: ''; position: fixed }", "[part~=launcher]::after{content:'';}", "position: fixed")]
    [InlineData("::part(composer) { Z-Index: 9; POSITION: relative }", "[part~=composer]{}", "Z-Index: 9")]
    [InlineData("::part(panel) { letter-spacing: -9em; inset: 0 }", "[part~=panel]{inset:0;}", "letter-spacing: -9em")]
    [InlineData("::part(panel) { --muted: transparent }", "[part~=panel]{}", "--muted: transparent")]
    public void Style_that_could_hide_a_required_brand_is_named_and_left_out(string css, string written, string fault)
    {
        var read = PartStyles.Read(css);
        var paid = PartStyles.Read(css, brandShows: false);

        Assert.Equal(new PartStyleSheet(written, fault), read);
        Assert.True(read.HidesBrand);
        Assert.Null(paid.Fault);
        Assert.NotEqual(read.Css, paid.Css);
    }

    [Theory]
    [InlineData("::part(launcher) { position: absolute; z-index: 3 }")]
    [InlineData("::part(panel) { position: fixed; font-size: 17px }")]
    [InlineData("::part(reply)::before { content: '>'; margin: 0 4px 0 0 }")]
    [InlineData("::part(title) { letter-spacing: 1px }")]
    [InlineData("::part(brand) { font-family: serif; background: #fff }")]
    public void Style_that_leaves_the_brand_in_sight_is_accepted(string css)
    {
        Assert.Equal(PartStyles.Read(css, brandShows: false), PartStyles.Read(css));
    }
}
