using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Llm;

/// <summary>What <c>_ModelTable</c> renders: a provider's models, at least one.</summary>
public sealed record ModelTable(Provider Provider, IReadOnlyList<Model> Models);
