using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>The lines of a draft beside what is live, and what each reader may do with them.</summary>
public sealed class ComparingADraftTests : ChatbotPageTest
{
    [Fact]
    public async Task A_manager_is_told_whom_to_ask_about_models_that_are_gone_and_can_take_them_back()
    {
        await App.HasMemberAsync(Client, ClientRole.Manager, "manager@martin.example");
        var manager = App.NewBrowser();
        await IAfluenceApp.SignInAsync(manager, "manager@martin.example");
        var gone = new Model { Id = new ModelId("gone"), Key = "gone", ProviderId = new ProviderId("p"), Name = "gone", Price = ModelPrice.Free };
        await App.HasStoredPlatformAsync(gone);
        await App.EditDraftAsync(Chatbot, settings => settings with { Greeting = "Salut !", Route = [gone.Id] });
        await App.DeleteStoredPlatformAsync<Model, ModelId>(gone.Id);
        var comparison = await manager.OpenAsync(Chatbot.Address("versions/draft"));

        var refused = await manager.SubmitAsync(comparison.Form("#chatbot-draft .card-footer form"));
        var owned = await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("versions/draft"))).Form("#chatbot-draft .card-footer form"));

        Assert.Contains("Demandez à un administrateur", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Contains("dans l’onglet «\u00a0Modèles\u00a0»", owned.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Empty(refused.One("[data-setting=Route]").QuerySelectorAll("td.value"));
        await manager.SubmitAsync(refused.Form("[data-setting=Route] form"));
        var published = await manager.SubmitAsync((await manager.OpenAsync(Chatbot.Address("versions/draft"))).Form("#chatbot-draft .card-footer form"));
        Assert.Contains("version 2", published.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_languages_are_one_line_and_one_change()
    {
        var chatbot = await App.HasChatbotAsync(Client, Catalog.Accueil with { Languages = ["fr", "en"] });
        var form = await App.OpenAsync(chatbot.Address());
        await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Locale = "en", publish = (string?)null });

        var page = await App.OpenAsync(chatbot.Address("versions/draft"));

        Assert.Equal(["Languages"], page.Document.QuerySelectorAll("#draft-changes tbody tr").Select(row => row.GetAttribute("data-setting")!));
        Assert.Equal(["Français, Anglais", "Anglais, Français"], page.Document.QuerySelectorAll("#draft-changes td.value").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("1 modification non publiée", page.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        var live = await App.SubmitAsync(page.Form("[data-setting=Languages] form"));
        Assert.Empty(live.Document.QuerySelectorAll("#draft-changes"));
    }
}
