using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dapr.Embedded.State.Sqlite;

/// <summary>
/// Gives SQLite a sleep that knows microseconds. The native library that restores is built without one: where SQLite means to
/// step aside for a microsecond, while a reader and the writer meet in the write-ahead log, it sleeps for a whole second.
/// </summary>
/// <remarks>Source of the layout: sqlite3_vfs in sqlite3.h, which is stable: three integers, then pointers, of which xSleep is the 13th.</remarks>
internal static unsafe partial class NativeSleep
{
    private const int PointersBeforeSleep = 12;
    private const int MicrosecondsAMillisecond = 1000;

    public static void Install()
    {
        var pointers = (nint)(3 * sizeof(int) + sizeof(nint) - 1) / sizeof(nint) * sizeof(nint);
        var vfs = Find(null);
        *(delegate* unmanaged[Cdecl]<nint, int, int>*)(vfs + pointers + (PointersBeforeSleep * sizeof(nint))) = &Sleep;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(nint vfs, int microseconds)
    {
        // Below a millisecond it is enough to let others run.
        Thread.Sleep(microseconds / MicrosecondsAMillisecond);
        return microseconds;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Find(string? name);
}
