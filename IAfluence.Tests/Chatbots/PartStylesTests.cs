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
    [InlineData("::part(brand) { display: none }", "display: none")]
    [InlineData("::part(form brand) { opacity: 0 }", "opacity: 0")]
    [InlineData("::part(launcher) { color: r\0ed }", "?")]
    public void Whatever_reaches_further_is_refused_by_name(string css, string fault)
    {
        Assert.Equal(new PartStyleSheet(null, fault), PartStyles.Read(css));
    }
}
