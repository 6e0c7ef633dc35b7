namespace IAfluence.Core.Chatbots;

/// <summary>Normalizes and validates a chatbot's behaviour, contact form and hours.</summary>
public static class BehaviourRules
{
    public const int MaxInvitationCharacters = 200;
    public const int MaxInvitationSeconds = 600;
    public const int MaxAiNoticeCharacters = 300;
    public const int MaxConsentCharacters = 1000;
    public const int MaxUrlCharacters = 500;
    public const int MaxContactTextCharacters = 500;

    internal static ChatbotBehaviour Tidy(ChatbotBehaviour behaviour) => behaviour with
    {
        Invitation = behaviour.Invitation is { } invitation ? invitation with { Text = invitation.Text.Select(ChatbotRules.Lines), Pages = Tidy(invitation.Pages) } : null,
        Pages = Tidy(behaviour.Pages),
        AiNoticeText = ChatbotRules.TextOrNull(behaviour.AiNoticeText),
        Consent = behaviour.Consent is { } consent
            ? consent with { Text = consent.Text.Select(ChatbotRules.Lines), PolicyUrl = ChatbotRules.TextOrNull(consent.PolicyUrl) }
            : null,
    };

    internal static ChatbotContactForm? Tidy(ChatbotContactForm? form) => form is null
        ? null
        : form with { SendTo = ChatbotRules.TextOrNull(form.SendTo), Text = ChatbotRules.TextOrNull(form.Text) };

    /// <summary>Sorts the intervals by day and start time, trims them and removes duplicates.</summary>
    internal static ChatbotHours? Tidy(ChatbotHours? hours) => hours is null
        ? null
        : new ChatbotHours
        {
            Intervals = [.. hours.Intervals.Select(interval => interval with { From = interval.From.Trim(), To = interval.To.Trim() })
                .Distinct().OrderBy(interval => interval.Day).ThenBy(interval => interval.From, StringComparer.Ordinal)],
        };

    internal static void Check(RuleList rules, ChatbotBehaviour behaviour, string first)
    {
        if (behaviour.Invitation is { } invitation)
        {
            rules.Required("Behaviour.Invitation.Text", invitation.Text, first);
            rules.MaxLength("Behaviour.Invitation.Text", invitation.Text, MaxInvitationCharacters);
            rules.Within("Behaviour.Invitation.AfterSeconds", invitation.AfterSeconds, 1, MaxInvitationSeconds);
            if (invitation is { AfterSeconds: null, OnLeave: false })
                rules.Add("Behaviour.Invitation.AfterSeconds", FieldErrors.Required);
            CheckPages(rules, "Behaviour.Invitation.Pages", invitation.Pages);
        }

        CheckPages(rules, "Behaviour.Pages", behaviour.Pages);
        rules.MaxLength("Behaviour.AiNoticeText", behaviour.AiNoticeText, MaxAiNoticeCharacters);
        if (behaviour.Consent is { } consent)
        {
            rules.Required("Behaviour.Consent.Text", consent.Text, first);
            rules.MaxLength("Behaviour.Consent.Text", consent.Text, MaxConsentCharacters);
            rules.MaxLength("Behaviour.Consent.PolicyUrl", consent.PolicyUrl, MaxUrlCharacters);
            RuleList.InEach("Behaviour.Consent.PolicyUrl", consent.PolicyUrl, (field, url) =>
            {
                if (!(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0))
                    rules.Add(field, FieldErrors.NotAnAddress, url);
            });
        }
    }

    internal static void Check(RuleList rules, ChatbotContactForm? form)
    {
        if (form is null)
            return;
        if (form.SendTo is { } address && MailAddresses.ParseOrNull(address) is not { DisplayName: "" })
            rules.Add("Contact.SendTo", FieldErrors.NotAnEmail, address);
        rules.OneOf("Contact.Name", form.Name, ContactField.All);
        rules.OneOf("Contact.Email", form.Email, ContactField.All);
        rules.OneOf("Contact.Phone", form.Phone, ContactField.All);
        if (form is { Email: ContactField.Off, Phone: ContactField.Off })
            rules.Add("Contact.Email", FieldErrors.Required);
        rules.MaxLength("Contact.Text", form.Text, MaxContactTextCharacters);
    }

    internal static void Check(RuleList rules, ChatbotHours? hours)
    {
        if (hours is null)
            return;
        if (hours.Intervals.Count == 0)
            rules.Add("Hours.Intervals", FieldErrors.Required);
        rules.MaxCount("Hours.Intervals", hours.Intervals.Count, ChatbotHours.MaxIntervals);
        for (var at = 0; at < hours.Intervals.Count; at++)
        {
            var (field, interval) = ($"Hours.Intervals[{at}]", hours.Intervals[at]);
            rules.Within(field + ".Day", interval.Day, 0, OpenInterval.LastDay);
            var (from, to) = (OpenInterval.MinuteOf(interval.From), OpenInterval.MinuteOf(interval.To));
            if (from < 0 || interval.From == "24:00")
                rules.Add(field + ".From", FieldErrors.NotATime, interval.From);
            if (to < 0)
                rules.Add(field + ".To", FieldErrors.NotATime, interval.To);
            else if (to <= from)
                rules.Add(field + ".To", FieldErrors.OutOfRange, $"{interval.From}–24:00");
        }
    }

    private static PagePatterns Tidy(PagePatterns pages) => new() { Include = Tidy(pages.Include), Exclude = Tidy(pages.Exclude) };

    private static IReadOnlyList<string> Tidy(IReadOnlyList<string> patterns) =>
        [.. patterns.Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0).Distinct(StringComparer.Ordinal)];

    private static void CheckPages(RuleList rules, string field, PagePatterns pages)
    {
        CheckPatterns(rules, field + ".Include", pages.Include);
        CheckPatterns(rules, field + ".Exclude", pages.Exclude);
    }

    private static void CheckPatterns(RuleList rules, string field, IReadOnlyList<string> patterns)
    {
        rules.MaxCount(field, patterns.Count, PagePatterns.MaxPatterns);
        foreach (var pattern in patterns)
        {
            rules.MaxLength(field, pattern, PagePatterns.MaxCharacters);
            if (pattern[0] is not ('/' or '*') || pattern.Any(character => char.IsWhiteSpace(character) || character is '?' or '#'))
                rules.Add(field, FieldErrors.NotAPath, pattern);
        }
    }
}
