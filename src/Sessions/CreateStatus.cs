namespace Parley.Sessions;

public enum CreateStatus
{
    Created,
    Exists,
}
