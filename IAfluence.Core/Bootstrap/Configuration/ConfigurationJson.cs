using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>Serializes the configuration contract: camel-case names, and a chatbot's settings beside its own properties.</summary>
public static class ConfigurationJson
{
    /// <summary>Settings that <see cref="ChatbotConfiguration"/> writes in another form.</summary>
    private static readonly string[] _otherForms = [nameof(ChatbotSettings.Route), nameof(ChatbotSettings.AnswerCacheHours)];

    public static JsonSerializerOptions Options { get; } = Create();

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Whether null is a value of the property; for other properties null sets the default.</summary>
    internal static bool AllowsNull(this JsonPropertyInfo property) =>
        property.IsSetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);

    /// <summary>Whether the property has no default, so that a new object must state it.</summary>
    internal static bool HasNoDefault(this JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(RequiredMemberAttribute), false) == true;

    internal static T? FindOrNull<T>(this JsonPropertyInfo property) where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), false) is [T attribute, ..] ? attribute : null;

    /// <summary>The element type when the property is a list of objects with a key; otherwise null.</summary>
    internal static JsonTypeInfo? KeyedElementOrNull(this JsonPropertyInfo property)
    {
        var list = property.Options.GetTypeInfo(property.PropertyType);
        return list is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } && property.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } type
            && type.Properties.Any(each => each.Name == "key") ? type : null;
    }

    /// <summary>The object type when the property is merged property by property; null when it is replaced as a whole.</summary>
    internal static JsonTypeInfo? MergedTypeOrNull(this JsonPropertyInfo property) =>
        !property.AllowsNull() && property.CustomConverter is null && property.Options.GetTypeInfo(property.PropertyType) is { Kind: JsonTypeInfoKind.Object } type ? type : null;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SpreadSettings, LeaveOutUploads, ReadParts } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void SpreadSettings(JsonTypeInfo type)
    {
        if (type.Type != typeof(ChatbotConfiguration))
            return;
        foreach (var setting in new DefaultJsonTypeInfoResolver().GetTypeInfo(typeof(ChatbotSettings), type.Options).Properties)
        {
            if (_otherForms.Contains(MemberName(setting)) || setting is { Get: null } or { Set: null })
                continue;
            var property = type.CreateJsonPropertyInfo(setting.PropertyType, setting.Name);
            property.AttributeProvider = setting.AttributeProvider;
            property.CustomConverter = setting.CustomConverter;
            property.IsGetNullable = setting.IsGetNullable;
            property.IsSetNullable = setting.IsSetNullable;
            property.Get = chatbot => setting.Get!(((ChatbotConfiguration)chatbot).Settings);
            property.Set = (chatbot, value) => setting.Set!(((ChatbotConfiguration)chatbot).Settings, value);
            type.Properties.Add(property);
        }
    }

    private static void LeaveOutUploads(JsonTypeInfo type)
    {
        if (type.Type == typeof(ChatbotAppearance))
            type.Properties.Remove(type.Properties.First(property => MemberName(property) == nameof(ChatbotAppearance.LogoId)));
    }

    /// <summary>
    /// Removes ignored properties, so that they are reported as unknown, and makes no property required: <see cref="ConfigurationWalk"/> and
    /// the services report missing ones.
    /// </summary>
    private static void ReadParts(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index] is { Get: null, Set: null })
                type.Properties.RemoveAt(index);
            else
                type.Properties[index].IsRequired = false;
        }
    }

    private static string? MemberName(JsonPropertyInfo property) => (property.AttributeProvider as System.Reflection.MemberInfo)?.Name;
}
