using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Carter;

/// <summary>The assemblies of the running application that may hold modules: those that reference Carter.</summary>
public class DependencyContextAssemblyCatalog
{
    private static readonly string Carter = typeof(ICarterModule).Assembly.GetName().Name!;

    /// <summary>Loads and returns the assemblies.</summary>
    public virtual IReadOnlyCollection<Assembly> GetAssemblies() =>
        [.. ApplicationFiles().Where(ReferencesCarter).Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)))];

    // The host's own list, as the dependency file gave it: unlike the references of the entry assembly it also holds
    // when a test runner is the entry. Metadata is read without loading, since most files are not wanted.
    private static IEnumerable<string> ApplicationFiles() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Where(file => file.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static bool ReferencesCarter(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
        {
            return false;
        }

        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences
            .Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Carter));
    }
}
