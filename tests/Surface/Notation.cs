using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Parley.Surface.Tests;

/// <summary>
/// Writes types and members as the surface files do. Behind every type that may be annotated as nullable stands
/// <see cref="Annotation"/>, since reflection is no judge of annotations.
/// </summary>
internal static class Notation
{
    public const string Annotation = "¿";

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Type(Type type)
    {
        if (type.IsByRef)
        {
            return Type(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Type(type.GetElementType()!) + "[]" + Annotation;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Type(underlying) + "?";
        }

        return Name(type) + (type.IsValueType ? string.Empty : Annotation);
    }

    public static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var arguments = type.GetGenericArguments();
        if (type.IsAssignableTo(typeof(ITuple)) && type.IsValueType)
        {
            return $"({string.Join(", ", arguments.Select(Type))})";
        }

        var scope = type.IsNested ? Name(type.DeclaringType!) : type.Namespace;
        var name = type.Name.Split('`')[0];
        return (scope is null ? name : $"{scope}.{name}") + Arguments(arguments, type.IsGenericTypeDefinition);
    }

    public static string Kind(Type type)
    {
        var record = type.GetMethod("<Clone>$") is not null ? "record" : "class";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (IsReadOnly(type) ? "readonly " : string.Empty) + (IsRecordStruct(type) ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract " + record,
            { IsSealed: true } => "sealed " + record,
            _ => record,
        };
    }

    public static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters.Select(Constraints));

    public static string Arguments(Type[] arguments, bool definition) =>
        arguments.Length == 0
            ? string.Empty
            : $"<{string.Join(", ", arguments.Select(argument => definition ? argument.Name : Type(argument)))}>";

    public static string Value(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => "default",
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum value => $"{Name(value.GetType())}.{value}",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var valueType = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var constraints = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            constraints.Add("class" + Annotation);
        }

        if (valueType)
        {
            constraints.Add("struct");
        }

        constraints.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Type));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !valueType)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    private static bool IsRecordStruct(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
