using System.Globalization;
using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Sends e-mails that an incident has opened or closed, to each recipient in the recipient's language.</summary>
internal sealed class IncidentMails(
    Outbox outbox, AlertRecipients recipients, AlertWords words, AffectedChatbots affected, ProviderCatalog catalog, TimeProvider time)
{
    private const int ChatbotsNamed = 10;

    // The cost of 1,000 replies is estimated for replies of this size: a prompt with passages, and a few sentences of text.
    private const long TypicalInputTokens = 1500;
    private const long TypicalOutputTokens = 300;
    private const int TypicalReplies = 1000;

    /// <returns>The number of e-mails put in the outbox, without those that were already there.</returns>
    public async Task<int> SendAsync(Incident incident, CancellationToken ct)
    {
        var opened = incident.Untold == IncidentTransition.Opened;
        var kind = opened ? AlertKind.Incident : AlertKind.AllClear;
        var occasion = string.Create(CultureInfo.InvariantCulture, $"incident/{incident.Id}/{incident.Episode}/{(opened ? "opened" : "closed")}");
        var users = await recipients.OfAsync(kind, ct);
        if (users.Count == 0)
            return 0;
        var chatbots = opened ? await affected.OfAsync(incident.ModelId, ct) : [];
        var put = 0;
        foreach (var user in users)
        {
            var language = MailTexts.LanguageOf(user.Locale);
            var content = opened ? Opened(incident, chatbots, language) : Closed(incident, language);
            if (await outbox.PutAsync(occasion, kind, new MailRecipient(user.Email, user.Id), content))
                put++;
        }

        return put;
    }

    private MailContent Opened(Incident incident, IReadOnlyList<AffectedChatbot> chatbots, string language)
    {
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var serving = chatbots.Where(one => one.ServedBy is not null).GroupBy(one => one.ServedBy!.Model.Id)
            .OrderByDescending(group => group.Count()).Select(group => (Model: group.First().ServedBy!.Model, Count: group.Count())).ToList();
        var left = chatbots.Count(one => one.ServedBy is null);
        var facts = new List<MailFact>
        {
            new(T("Fact.Model"), ModelOf(incident)),
            new(T("Fact.Cause"), T($"Cause.{incident.Failure}")),
            new(T("Fact.Since"), words.Instant(incident.OpenedAt, language)),
            new(T("Fact.Chatbots"), chatbots.Count == 0
                ? [T("Chatbots.None")]
                : [.. chatbots.Take(ChatbotsNamed).Select(one => $"{one.Chatbot.Name} ({one.Client.Name})"),
                    .. chatbots.Count > ChatbotsNamed ? [T("Chatbots.More", chatbots.Count - ChatbotsNamed)] : Array.Empty<string>()]),
        };
        if (chatbots.Count > 0)
        {
            facts.Add(new(T("Fact.Serving"),
                [.. serving.Select(one => serving.Count == 1 && left == 0 ? NameOf(one.Model, language) : T("Serving.For", NameOf(one.Model, language), one.Count)),
                    .. left > 0 ? [T("Serving.Nobody", left)] : Array.Empty<string>()]));
        }

        if (serving.Count > 0 && catalog.FindModelOrNull(incident.ModelId) is { } failed)
            facts.Add(new(T("Fact.Cost"), CostEffect(failed.Model.Price, serving[0].Model, language)));
        return new MailContent
        {
            Locale = language,
            Subject = T(incident.Episode == 1 ? "Opened.Subject" : "Again.Subject", incident.ModelName, T($"Cause.{incident.Failure}.Short")),
            Heading = T(incident.Episode == 1 ? "Opened.Heading" : "Again.Heading", incident.ModelName),
            Tone = MailTone.Bad,
            Lead = [chatbots.Count == 0 ? T("Opened.Unused") : left == 0 ? T("Opened.Covered") : left == chatbots.Count ? T("Opened.Uncovered") : T("Opened.PartlyCovered", left)],
            Facts = facts,
            Link = words.Incidents(language),
            Footer = words.Footer(language),
        };
    }

    private MailContent Closed(Incident incident, string language)
    {
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var until = incident.ClosedAt ?? time.GetUtcNow();
        return new MailContent
        {
            Locale = language,
            Subject = T("Closed.Subject", incident.ModelName),
            Heading = T("Closed.Heading", incident.ModelName),
            Tone = MailTone.Good,
            Lead = [T("Closed.Lead", (int)IncidentRules.Quiet.TotalMinutes)],
            Facts =
            [
                new(T("Fact.Model"), ModelOf(incident)),
                new(T("Fact.Cause"), T($"Cause.{incident.Failure}")),
                new(T("Fact.Since"), words.Instant(incident.OpenedAt, language)),
                new(T("Fact.LastFailure"), words.Instant(incident.LastFailureAt, language)),
                new(T("Fact.Lasted"), AlertWords.Duration(until - incident.OpenedAt, language)),
                new(T("Fact.Failures"), incident.Failures.ToString("N0", CultureInfo.GetCultureInfo(language))),
            ],
            Link = words.Incidents(language),
            Footer = words.Footer(language),
        };
    }

    private static string CostEffect(ModelPrice failed, Model serving, string language)
    {
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var (before, after) = (Typical(failed), Typical(serving.Price));
        var culture = CultureInfo.GetCultureInfo(language);
        if (before == after)
            return T("Cost.Same");
        var sums = T("Cost.Sums", AlertWords.Dollars(after, language), AlertWords.Dollars(before, language), TypicalInputTokens.ToString("N0", culture), TypicalOutputTokens.ToString("N0", culture));
        if (before == 0 || after == 0)
            return sums;
        var times = after > before ? (decimal)after / before : (decimal)before / after;
        return T(after > before ? "Cost.Dearer" : "Cost.Cheaper", times.ToString("0.#", culture)) + " " + sums;
    }

    private static string NameOf(Model model, string language) =>
        model.Id == BuiltinProvider.ModelId ? MailTexts.Get(language, "Model.Builtin") : model.Name;

    private static string ModelOf(Incident incident) => incident.ProviderKey.Length == 0 ? incident.ModelName : $"{incident.ModelName} · {incident.ProviderKey}";

    private static long Typical(ModelPrice price) => price.CostMicros(TypicalInputTokens * TypicalReplies, 0, TypicalOutputTokens * TypicalReplies);
}
