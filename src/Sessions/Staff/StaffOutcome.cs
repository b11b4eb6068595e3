namespace Parley.Sessions.Staff;

public enum StaffOutcome
{
    Done,

    /// <summary>The command had been carried out before.</summary>
    Repeated,

    NotFound,

    /// <summary>Somebody else has the id, or the platform and the id there; nothing happened.</summary>
    Exists,
}
