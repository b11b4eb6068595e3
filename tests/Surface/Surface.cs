using System.Reflection;
using System.Text.RegularExpressions;

namespace Parley.Surface.Tests;

/// <summary>A published surface, read from its file, to which an assembly of ours can be held: ours may be less, never other.</summary>
internal sealed class Surface
{
    private readonly Dictionary<string, SurfaceType> types = [];

    private Surface(IEnumerable<string> lines)
    {
        SurfaceType? current = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                current!.Members.Add(line.Trim());
            }
            else
            {
                current = SurfaceType.Parse(line);
                types.Add(current.Name, current);
            }
        }
    }

    public static Surface Read(string file) => new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)));

    public static Surface Parse(string text) => new(text.Split('\n'));

    public IEnumerable<string> Mismatches(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsVisible).SelectMany(Mismatches);

    public IEnumerable<string> Mismatches(Type type) =>
        TypeMismatches(type).Concat(MemberNotation.Members(type).SelectMany(member => MemberMismatches(type, member)));

    public IEnumerable<string> Mismatches(MemberInfo member) =>
        MemberMismatches(member.DeclaringType!, MemberNotation.Member(member));

    public IEnumerable<string> TypeMismatches(Type type)
    {
        var head = $"{Notation.Kind(type)} {Notation.Name(type)}";
        if (!types.TryGetValue(Notation.Name(type), out var published))
        {
            var near = types.Keys.Where(name => name.Contains("." + type.Name.Split('`')[0], StringComparison.Ordinal));
            yield return $"{head}: no such type is published{List(near)}";
            yield break;
        }

        if (head != published.Head)
        {
            yield return $"{head}: published as {published.Head}";
        }

        var constraints = type.IsGenericTypeDefinition ? Notation.Constraints(type.GetGenericArguments()) : string.Empty;
        if (!Matches(constraints, published.Constraints))
        {
            yield return $"{head}: ours is constrained by '{Plain(constraints)}', published is '{published.Constraints}'";
        }

        var known = Ancestors(published).ToList();
        foreach (var ancestor in Ancestors(type).Where(ancestor => !known.Any(candidate => Matches(ancestor, candidate))))
        {
            yield return $"{head}: derives from {Plain(ancestor)}, which is not published{List(known)}";
        }
    }

    private IEnumerable<string> MemberMismatches(Type type, string member) =>
        types.TryGetValue(Notation.Name(type), out var published)
        && !published.Members.Any(candidate => Matches(member, candidate))
            ? [Describe(published, member)]
            : [];

    private IEnumerable<string> Ancestors(SurfaceType published) =>
        published.Bases.Concat(published.Bases.SelectMany(ancestor =>
            types.TryGetValue(ancestor, out var type) ? Ancestors(type) : Inherited(ancestor)));

    // What a framework type brings along is on no list, but reflection sees it through ours.
    private static IEnumerable<string> Inherited(string ancestor) =>
        Type.GetType(ancestor) is { } type ? Ancestors(type) : [];

    private static IEnumerable<string> Ancestors(Type type)
    {
        if (type.IsEnum || (type.IsAbstract && type.IsSealed))
        {
            return [];
        }

        var parent = type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? null : type.BaseType;
        var inherited = parent?.GetInterfaces() ?? [];
        return type.GetInterfaces().Where(candidate => candidate.IsVisible).Except(inherited).Concat(parent is null ? [] : [parent]).Select(Notation.Name);
    }

    private static bool Matches(string ours, string published)
    {
        var pattern = Regex.Escape(ours).Replace(Notation.Annotation, @"\??", StringComparison.Ordinal);
        // An accessor is a member too, so ours may lack one.
        pattern = pattern.Replace(@"\{\ get;\ }", @"\{\ get;\ (?:[a-z ]+; )?}", StringComparison.Ordinal);
        return Regex.IsMatch(published, $"^{pattern}$", RegexOptions.CultureInvariant);
    }

    private static string Describe(SurfaceType published, string member)
    {
        var name = Regex.Match(member, @"(\w+)(?:<[^(]*>)?(?:\(| \{| =|$)").Groups[1].Value;
        return $"{published.Name}: {Plain(member)}{List(published.Members.Where(candidate => Regex.IsMatch(candidate, $@" {name}\b(?!\.)")))}";
    }

    private static string List(IEnumerable<string> published) =>
        string.Concat(published.DefaultIfEmpty("(nothing of that name)").Select(line => $"\n    published: {line}"));

    private static string Plain(string line) => line.Replace(Notation.Annotation, string.Empty, StringComparison.Ordinal);
}
