using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using IAfluence.Web.Pages.Chatbots;
using IAfluence.Web.Pages.Chatbots.Installation;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>Saving goes to the draft: no text of a chatbot's pages promises that visitors get what was only saved.</summary>
public sealed class WordsOfDraftsTests
{
    public static TheoryData<Type, string, string> Texts => new()
    {
        { typeof(ChatbotsTexts), "fr", French },
        { typeof(ChatbotsTexts), "en", English },
        { typeof(BehaviourTexts), "fr", French },
        { typeof(BehaviourTexts), "en", English },
        { typeof(InstallationTexts), "fr", French },
        { typeof(InstallationTexts), "en", English },
    };

    private const string French = "à l’enregistrement|après l’enregistrement|une fois enregistré|version enregistrée";

    private const string English = "once (it is |they are )?saved|after saving|saved version";

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_never_say_saved_where_only_publishing_counts(Type texts, string language, string promise)
    {
        var all = new ResourceManager(texts).GetResourceSet(CultureInfo.GetCultureInfo(language), true, false)!;

        var said = all.Cast<System.Collections.DictionaryEntry>().Select(text => $"{text.Key}: {text.Value}").ToList();

        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, text => Regex.IsMatch(text, promise, RegexOptions.IgnoreCase));
    }
}
