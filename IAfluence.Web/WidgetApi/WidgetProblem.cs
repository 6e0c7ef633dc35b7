using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>Creates the problems of the widget API; the detail is a message for the visitor.</summary>
internal static class WidgetProblem
{
    /// <param name="code">A code of <see cref="WidgetErrors"/> or of a room's errors.</param>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="settings">The chatbot's settings, for the form of address; null when the chatbot is not known.</param>
    public static Problem Of(string code, string locale, ChatbotSettings? settings)
    {
        var (status, title) = WidgetErrors.Of(code);
        return Problem.Of(status, code, title, VisitorTexts.Of(code, locale, settings));
    }
}
