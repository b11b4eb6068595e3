namespace Parley.Sessions.Documents;

public static class LogLimits
{
    public const int PageSize = 32;
    public const int MaxTail = 8;
    public const int MaxTailWeight = 8 * 1024;
    public const int MaxOverlays = 32;
    public const int MaxOverlayWeight = 16 * 1024;

    public static long PageOf(long position) => (position - 1) / PageSize;

    public static int IndexOf(long position) => (int)((position - 1) % PageSize);
}
