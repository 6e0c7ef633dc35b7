namespace IAfluence.Web.Pages.Llm;

/// <summary>The addresses of the pages about providers and models.</summary>
public static class LlmPaths
{
    public const string Overview = "/admin/llm";

    /// <param name="section">As <c>delete</c>; empty for the provider's own page.</param>
    public static string To(ProviderId id, string section = "") => $"{Overview}/providers/{id}" + (section.Length == 0 ? "" : "/" + section);

    /// <inheritdoc cref="To(ProviderId, string)"/>
    public static string To(ModelId id, string section = "") => $"{Overview}/models/{id}" + (section.Length == 0 ? "" : "/" + section);

    public static string NewModel(ProviderId id) => $"{Overview}/models/new?provider={id}";
}
