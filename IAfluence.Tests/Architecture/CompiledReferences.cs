using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IAfluence.Tests.Architecture;

/// <summary>One type refers to another of the same assembly; both by their full names, nested types by the outermost one.</summary>
internal sealed record TypeReferenceFound(string From, string To);

/// <summary>
/// Reads from a compiled assembly which of its types refer to which: in base types, interfaces, members, attributes, constraints and the
/// bodies of methods. A call that is written out in full, without a <c>using</c>, counts like any other. Constants do not: the compiler
/// copies their values.
/// </summary>
internal sealed class CompiledReferences : IDisposable
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private CompiledReferences(Stream assembly)
    {
        _file = new PEReader(assembly);
        _metadata = _file.GetMetadataReader();
    }

    public static IReadOnlyList<TypeReferenceFound> Of(Assembly assembly)
    {
        using var reader = new CompiledReferences(File.OpenRead(assembly.Location));
        return [.. reader.All().Where(reference => reference.From != reference.To).Distinct()];
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<TypeReferenceFound> All()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var found = new ReferencedTypes(_metadata);
            ReadType(_metadata.GetTypeDefinition(handle), found);
            foreach (var to in found.Types)
                yield return new TypeReferenceFound(NameOf(handle), NameOf(to));
        }
    }

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }

    private void ReadType(TypeDefinition type, ReferencedTypes found)
    {
        found.Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            found.Add(_metadata.GetInterfaceImplementation(implemented).Interface);
        ReadParameters(type.GetGenericParameters(), found);
        ReadAttributes(type.GetCustomAttributes(), found);
        foreach (var field in type.GetFields().Select(_metadata.GetFieldDefinition))
        {
            field.DecodeSignature(found, null);
            ReadAttributes(field.GetCustomAttributes(), found);
        }

        foreach (var property in type.GetProperties())
            ReadAttributes(_metadata.GetPropertyDefinition(property).GetCustomAttributes(), found);
        foreach (var method in type.GetMethods())
            ReadMethod(_metadata.GetMethodDefinition(method), found);
    }

    private void ReadMethod(MethodDefinition method, ReferencedTypes found)
    {
        method.DecodeSignature(found, null);
        ReadAttributes(method.GetCustomAttributes(), found);
        ReadParameters(method.GetGenericParameters(), found);
        foreach (var parameter in method.GetParameters())
            ReadAttributes(_metadata.GetParameter(parameter).GetCustomAttributes(), found);
        if (method.RelativeVirtualAddress != 0)
            ReadBody(_file.GetMethodBody(method.RelativeVirtualAddress), found);
    }

    private void ReadParameters(GenericParameterHandleCollection parameters, ReferencedTypes found)
    {
        foreach (var constraint in parameters.SelectMany(parameter => _metadata.GetGenericParameter(parameter).GetConstraints()))
            found.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void ReadAttributes(CustomAttributeHandleCollection attributes, ReferencedTypes found)
    {
        foreach (var attribute in attributes)
            found.Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void ReadBody(MethodBodyBlock body, ReferencedTypes found)
    {
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(found, null);
        foreach (var region in body.ExceptionRegions)
            found.Add(region.CatchType);
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int operation = code.ReadByte();
            if (operation == 0xFE)
                operation = 0xFE00 | code.ReadByte();
            switch (Operands[operation])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    found.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    /// <summary>Collects the types of this assembly behind handles and signatures.</summary>
    private sealed class ReferencedTypes(MetadataReader metadata) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<TypeDefinitionHandle> Types { get; } = [];

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Types.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                    Types.Add(method.GetDeclaringType());
                    method.DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                    Types.Add(field.GetDeclaringType());
                    field.DecodeSignature(this, null);
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                        member.DecodeMethodSignature(this, null);
                    else
                        member.DecodeFieldSignature(this, null);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Types.Add(handle);

        public bool GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, context);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        public bool GetArrayType(bool elementType, ArrayShape shape) => false;

        public bool GetByReferenceType(bool elementType) => false;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

        public bool GetGenericMethodParameter(object? context, int index) => false;

        public bool GetGenericTypeParameter(object? context, int index) => false;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        public bool GetPinnedType(bool elementType) => false;

        public bool GetPointerType(bool elementType) => false;

        public bool GetSZArrayType(bool elementType) => false;
    }
}
