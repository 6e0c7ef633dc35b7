using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Samples;

/// <summary>What the present version declares of its collections: their names and indexes, and the fields that it writes, by the contract of JSON.</summary>
internal static class StoredShape
{
    /// <summary>Every declaration of the product, in the order of names.</summary>
    public static IReadOnlyList<(CollectionDefinition Collection, Type Document)> Declared { get; } =
    [
        .. new[] { typeof(CollectionDefinition).Assembly, typeof(Program).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => typeof(CollectionDefinition).IsAssignableFrom(field.FieldType))
            .Select(field => ((CollectionDefinition)field.GetValue(null)!, field.FieldType.GetGenericArguments()[0]))
            .OrderBy(declared => declared.Item1.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<string> IndexesOf(CollectionDefinition collection)
    {
        foreach (var index in collection.Indexes)
        {
            var keys = string.Join(", ", index.Keys.Select(key => key.Path + (key.Descending ? " descending" : "")));
            yield return $"index {keys}{(index.Unique ? ", unique" : "")}{(index.CoversMissing ? ", missing too" : "")}{(index.AcrossClients ? ", across clients" : "")}";
        }

        if (collection.TextIndex is { } text)
            yield return $"text {text.Terms} in {text.Scope}";
        if (collection.ExpiresAt is { } expires)
            yield return $"expires at {expires}";
    }

    /// <summary>Path and kind of every field, such as <c>quota.period</c> and <c>day | month</c>; <c>[]</c> stands for an element of a list.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(Type document)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        AddFields("", document, fields);
        return fields;
    }

    private static void AddFields(string path, Type type, SortedDictionary<string, string> fields)
    {
        foreach (var property in DocumentJson.Options.GetTypeInfo(type).Properties.Where(property => property is { Get: not null, Set: not null }))
            Add(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.PropertyType, fields);
    }

    private static void Add(string path, Type declared, SortedDictionary<string, string> fields)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        // A text by language is a text where only the first language is given, as before there were others.
        if (type == typeof(LocalText) || type == typeof(LocalTexts))
        {
            fields.Add(type == typeof(LocalText) ? path : path + "[]", "text");
            return;
        }

        var contract = DocumentJson.Options.GetTypeInfo(type);
        if (contract.Kind == JsonTypeInfoKind.Enumerable)
            Add(path + "[]", contract.ElementType ?? type.GetInterfaces().Append(type).First(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0], fields);
        else if (contract.Kind == JsonTypeInfoKind.Object)
            AddFields(path, type, fields);
        else
            fields.Add(path, KindOf(type));
    }

    private static string KindOf(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => string.Join(" | ", ((IEnumerable)Enum.GetValues(type)).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, DocumentJson.Options).GetString())),
        _ when type == typeof(DateTimeOffset) => "instant",
        _ when type == typeof(byte[]) => "bytes",
        TypeCode.Boolean => "flag",
        TypeCode.Int32 or TypeCode.Int64 => "whole number",
        TypeCode.Double => "number",
        TypeCode.String => "text",
        // An id, which is written as its text.
        _ when typeof(IId).IsAssignableFrom(type) => "text",
        _ => throw new NotSupportedException($"No document holds a {type}."),
    };
}
