using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IAfluence.Core.Storage;

/// <summary>The path of a field in a document: camel-case names, outermost first. Never built from user input.</summary>
public sealed record FieldPath(string Dotted)
{
    public static readonly FieldPath Id = new("id");

    public static FieldPath Of<T, TValue>(Expression<Func<T, TValue>> field)
    {
        var names = new Stack<string>();
        var node = field.Body;
        while (true)
        {
            switch (node)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                    node = convert.Operand;
                    break;
                // The value of a nullable struct has the path of the struct.
                case MemberExpression { Member.Name: "Value" } value when Nullable.GetUnderlyingType(value.Expression!.Type) is not null:
                    node = value.Expression!;
                    break;
                case MemberExpression member:
                    names.Push(NameOf(member.Member));
                    node = member.Expression!;
                    break;
                case ParameterExpression when names.Count > 0:
                    return new FieldPath(string.Join('.', names));
                default:
                    throw new ArgumentException($"x.Price.Since. => '{field}' is not a field path. Use a chain of properties, for example x => x.Price.Since. => x.Price.Since.", nameof(field));
            }
        }
    }

    public override string ToString() => Dotted;

    /// <summary>The name under which a property is stored: of its <see cref="JsonPropertyNameAttribute"/>, otherwise its own in camel case.</summary>
    internal static string NameOf(MemberInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
