using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Llm;

/// <summary>The model of <c>_ModelTable</c>: a provider with at least one model.</summary>
public sealed record ModelTable(Provider Provider, IReadOnlyList<Model> Models);
