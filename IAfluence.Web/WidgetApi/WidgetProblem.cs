using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>The problems of the widget's API, whose detail is what the visitor reads.</summary>
internal static class WidgetProblem
{
    /// <param name="code">One of <see cref="WidgetErrors"/> or of a room's own errors.</param>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="settings">The chatbot's, which choose the form of address; null where no chatbot is known.</param>
    public static Problem Of(string code, string locale, ChatbotSettings? settings)
    {
        var (status, title) = WidgetErrors.Of(code);
        return Problem.Of(status, code, title, VisitorTexts.Of(code, locale, settings));
    }
}
