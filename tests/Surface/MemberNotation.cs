using System.Reflection;
using System.Runtime.CompilerServices;

namespace Parley.Surface.Tests;

/// <summary>Writes the members of a type as the surface files do.</summary>
internal static class MemberNotation
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared).Where(IsListed).Select(Member).Distinct();

    /// <summary>Whether the files list such a member: visible, and not the plumbing that a compiler adds to records and enums.</summary>
    public static bool IsListed(MemberInfo member) => member switch
    {
        FieldInfo field => IsVisible(field.Attributes) && !field.IsSpecialName,
        PropertyInfo property => property.Name != "EqualityContract" && IsVisible(Widest(property)),
        EventInfo @event => IsVisible(@event.AddMethod!),
        MethodInfo method => IsVisible(method) && !IsAccessor(method) && (method.Name == "Deconstruct" || !IsGenerated(method)),
        ConstructorInfo constructor => IsVisible(constructor) && !constructor.IsStatic && !IsGenerated(constructor),
        _ => false,
    };

    public static string Member(MemberInfo member) => member switch
    {
        FieldInfo { DeclaringType.IsEnum: true } value => $"value {value.Name} = {Convert.ToInt64(value.GetRawConstantValue())}",
        FieldInfo { IsLiteral: true } constant => $"const {Access(constant.Attributes)} {Notation.Type(constant.FieldType)} {constant.Name} = \"{constant.GetRawConstantValue()}\"",
        FieldInfo field => $"field {Access(field.Attributes)} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Notation.Type(field.FieldType)} {field.Name}",
        PropertyInfo property => Property(property),
        MethodInfo method => Method(method),
        ConstructorInfo constructor => $"ctor {Access(constructor)} {constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Method(MethodInfo method)
    {
        var kind = method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal) ? "op" : "method";
        var arguments = method.GetGenericArguments();
        return $"{kind} {Access(method)} {Modifiers(method)}{Notation.Type(method.ReturnType)} {method.Name}"
            + $"{Notation.Arguments(arguments, definition: true)}({Parameters(method)}){Notation.Constraints(arguments)}";
    }

    private static string Property(PropertyInfo property)
    {
        var widest = Widest(property);
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).OrderByDescending(accessor => accessor == property.GetMethod)
            .Select(accessor => (Access(accessor) == Access(widest) ? string.Empty : Access(accessor) + " ") + Keyword(property, accessor) + "; ");
        return $"prop {Access(widest)} {Modifiers(widest)}{Notation.Type(property.PropertyType)} {property.Name} {{ {string.Concat(accessors)}}}";
    }

    private static string Keyword(PropertyInfo property, MethodInfo accessor) =>
        accessor == property.GetMethod ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
        : "set";

    private static MethodInfo Widest(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).OrderByDescending(accessor => accessor.IsPublic).ThenByDescending(IsVisible).First();

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => Prefix(method, parameter)
            + $"{Notation.Type(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Notation.Value(parameter)}" : string.Empty)));

    private static string Prefix(MethodBase method, ParameterInfo parameter) => parameter switch
    {
        { Position: 0 } when method.IsDefined(typeof(ExtensionAttribute), inherit: false) => "this ",
        { IsOut: true } => "out ",
        { ParameterType.IsByRef: true } => "ref ",
        _ when parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) => "params ",
        _ => string.Empty,
    };

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } or { IsVirtual: false } => string.Empty,
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => method.IsFinal ? "sealed override " : "override ",
        { IsFinal: true } => string.Empty,
        _ => "virtual ",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "public" : method.IsFamily ? "protected" : "protected internal";

    private static string Access(FieldAttributes field) => (field & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Public => "public",
        FieldAttributes.Family => "protected",
        _ => "protected internal",
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
