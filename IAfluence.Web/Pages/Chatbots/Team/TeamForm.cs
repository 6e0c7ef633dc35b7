using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Chatbots.Shared;

namespace IAfluence.Web.Pages.Chatbots.Team;

/// <summary>The team and contact form.</summary>
public sealed class TeamForm
{
    public bool Handover { get; set; }

    public bool HasContact { get; set; }

    public ContactFields Contact { get; set; } = new();

    /// <summary>Whether the team is available only at certain hours.</summary>
    public bool ByHours { get; set; }

    /// <summary>Monday to Sunday.</summary>
    public List<DayFields> Days { get; set; } = [];

    public static TeamForm Of(ChatbotSettings settings)
    {
        return new()
        {
            Handover = settings.Handover,
            HasContact = settings.Contact is not null,
            Contact = ContactFields.Of(settings.Contact ?? new ChatbotContactForm(), settings),
            ByHours = settings.Hours is not null,
            Days = WeekFields.Of(settings.Hours ?? WeekFields.Usual),
        };
    }

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with
    {
        Handover = Handover,
        Contact = HasContact ? Contact.Form : null,
        Hours = ByHours ? WeekFields.HoursOf(Days) : null,
    };
}

/// <summary>The settings of the contact form.</summary>
public sealed class ContactFields
{
    public string? SendTo { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public LocalFields Text { get; set; } = new();

    public ChatbotContactForm Form => new() { SendTo = SendTo, Name = Name ?? "", Email = Email ?? "", Phone = Phone ?? "", Text = Text.ToText() };

    public static ContactFields Of(ChatbotContactForm form, ChatbotSettings settings) =>
        new() { SendTo = form.SendTo, Name = form.Name, Email = form.Email, Phone = form.Phone, Text = LocalFields.Of(form.Text, settings) };
}
