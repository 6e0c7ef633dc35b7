using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>Enter presses the first submit button of a form, which must not be the one that wins over another editor.</summary>
public sealed class FirstSubmitButtonsTests
{
    [Fact]
    public void A_form_in_which_one_can_insist_begins_with_a_plain_submit_button()
    {
        var forms = Directory.EnumerateFiles(Path.Combine(Repository.Root, "IAfluence.Web", "Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains("name=\"insist\"", StringComparison.Ordinal) && file.Text.Contains("<form", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(forms);
        Assert.All(forms, form => Assert.Contains("_PlainSubmit", form.Text[form.Text.IndexOf("<form", StringComparison.Ordinal)..form.Text.IndexOf("name=\"insist\"", StringComparison.Ordinal)], StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_that_tells_of_a_chatbots_conflict_begins_with_a_plain_submit_button()
    {
        var forms = Directory.EnumerateFiles(Path.Combine(Repository.Root, "IAfluence.Web", "Pages", "Chatbots"), "*.cshtml", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(text => text.Contains("_SaveBar", StringComparison.Ordinal) && text.Contains("<form", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(forms);
        Assert.All(forms, text => Assert.True(text.Contains("_FormStart", StringComparison.Ordinal) || text.Contains("_RouteEditor", StringComparison.Ordinal)));
    }
}
