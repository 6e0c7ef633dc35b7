using IAfluence.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Texts;

/// <summary>The texts of a room of pages, with the shared texts as fallback.</summary>
/// <typeparam name="TRoom">The class that names the room's resource files.</typeparam>
public sealed class RoomTexts<TRoom>(IStringLocalizer<TRoom> own, IStringLocalizer<SharedTexts> shared) : IStringLocalizer
{
    public LocalizedString this[string name] => own[name] is { ResourceNotFound: false } found ? found : shared[name];

    public LocalizedString this[string name, params object[] arguments] =>
        own[name, arguments] is { ResourceNotFound: false } found ? found : shared[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        own.GetAllStrings(includeParentCultures).Concat(shared.GetAllStrings(includeParentCultures));
}
