using IAfluence.Core.Notifications;

namespace IAfluence.Tests.Notifications;

public sealed class RenderingMailsTests
{
    private static readonly MailContent Least = new() { Locale = "fr", Subject = "Sujet", Heading = "Titre" };

    public static TheoryData<string, MailContent> Mails => new()
    {
        { "the least", Least },
        { "a paragraph", Least with { Lead = ["Bonjour"] } },
        { "a fact of one line", Least with { Facts = [new MailFact("Depuis", "hier")] } },
        { "a fact of no line and one of two", Least with { Facts = [new MailFact("Rien"), new MailFact("Deux", "a", "b")] } },
        { "a link", Least with { Link = new MailLink("Ouvrir", "https://chat.example/admin") } },
        { "a link without a host", Least with { Link = new MailLink("Ouvrir", "/admin") } },
        { "a footer", Least with { Footer = ["Pourquoi"] } },
        { "each tone", Least with { Tone = MailTone.Bad } },
    };

    [Theory, MemberData(nameof(Mails))]
    public void Every_part_that_may_be_missing_may_be_missing(string name, MailContent content)
    {
        foreach (var form in new[] { MailRenderer.Text(content), MailRenderer.Html(content) })
        {
            Assert.Contains("Titre", form, StringComparison.Ordinal);
            foreach (var said in content.Lead.Concat(content.Footer).Concat(content.Facts.SelectMany(fact => fact.Value)))
                Assert.Contains(said, form, StringComparison.Ordinal);
            Assert.True(form.Contains("Ouvrir", StringComparison.Ordinal) == content.Link is not null, name);
        }
    }
}
