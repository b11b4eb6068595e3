using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Parley.Surface.Tests;

/// <summary>What the compiled code of one assembly refers to in another.</summary>
internal sealed class References : IDisposable
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly PEReader image;
    private readonly MetadataReader metadata;
    private readonly Assembly target;

    public References(Assembly source, Assembly target)
    {
        image = new PEReader(File.OpenRead(source.Location));
        metadata = image.GetMetadataReader();
        this.target = target;
    }

    public IEnumerable<Type> Types() =>
        metadata.TypeReferences.Select(Resolve).OfType<Type>();

    /// <summary>The members referred to; of overloads with equally many parameters, all.</summary>
    public IEnumerable<MemberInfo> Members()
    {
        foreach (var reference in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (Parent(reference.Parent) is { } type)
            {
                var name = metadata.GetString(reference.Name);
                var parameters = reference.GetKind() == MemberReferenceKind.Field ? -1 : CountParameters(reference.Signature);
                foreach (var member in Find(type, name, parameters))
                {
                    yield return member;
                }
            }
        }
    }

    public void Dispose() => image.Dispose();

    private static IEnumerable<MemberInfo> Find(Type type, string name, int parameters)
    {
        for (var holder = type; holder?.Assembly == type.Assembly; holder = holder.BaseType)
        {
            var found = holder.GetMember(name, Declared).Where(member => Count(member) == parameters).ToList();
            if (found.Count > 0)
            {
                return found.Select(Owner);
            }
        }

        return [];
    }

    // Accessors are listed under the property that they belong to.
    private static MemberInfo Owner(MemberInfo member) =>
        member.DeclaringType!.GetProperties(Declared).FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(member)) ?? member;

    private static int Count(MemberInfo member) => member is MethodBase method ? method.GetParameters().Length : -1;

    private int CountParameters(BlobHandle signature)
    {
        var reader = metadata.GetBlobReader(signature);
        if (reader.ReadSignatureHeader().IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        return reader.ReadCompressedInteger();
    }

    private Type? Parent(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => Resolve((TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => Definition((TypeSpecificationHandle)parent),
        _ => null,
    };

    private Type? Definition(TypeSpecificationHandle specification)
    {
        var reader = metadata.GetBlobReader(metadata.GetTypeSpecification(specification).Signature);
        if (reader.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        reader.ReadByte();
        return reader.ReadTypeHandle() is { Kind: HandleKind.TypeReference } handle ? Resolve((TypeReferenceHandle)handle) : null;
    }

    private Type? Resolve(TypeReferenceHandle handle)
    {
        var reference = metadata.GetTypeReference(handle);
        var name = metadata.GetString(reference.Name);
        switch (reference.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return Resolve((TypeReferenceHandle)reference.ResolutionScope)?.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic);
            case HandleKind.AssemblyReference:
                var assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope);
                return metadata.StringComparer.Equals(assembly.Name, target.GetName().Name!)
                    ? target.GetType($"{metadata.GetString(reference.Namespace)}.{name}", throwOnError: true)
                    : null;
            default:
                return null;
        }
    }
}
