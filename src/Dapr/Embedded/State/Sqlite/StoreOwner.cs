using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>Makes this process the only one on a database: a lock on <c>&lt;file&gt;.owner</c> that the operating system drops
/// with the process, however it ends. The file's text names the holder.</summary>
internal sealed class StoreOwner : IDisposable
{
    private readonly FileStream file;

    private StoreOwner(FileStream file) => this.file = file;

    /// <exception cref="DaprException">Another process has it.</exception>
    public static StoreOwner Take(string database, string appId, TimeProvider time)
    {
        var path = database + ".owner";
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new DaprException($"it belongs to {ReadHolder(path)}. One process owns a store; stop that one first.");
        }

        file.SetLength(0);
        file.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, app {appId}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z")));
        file.Flush();
        return new StoreOwner(file);
    }

    /// <summary>The file stays: to delete it would let two processes hold a lock on two files of that name.</summary>
    public void Dispose() => file.Dispose();

    private static string ReadHolder(string path)
    {
        try
        {
            using var stream = OperatingSystem.IsWindows() ? File.OpenRead(path) : new FileStream(OpenUnlocked(path), FileAccess.Read);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd() is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    // Every way that .NET has to open a file asks for a lock on it first.
    private static SafeFileHandle OpenUnlocked(string path)
    {
        var descriptor = Open(path, 0);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException("It cannot be read.");
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
