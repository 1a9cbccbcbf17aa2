using System.ComponentModel;

namespace TypedWs.CompilerServices;

/// <summary>The errors that a message declares. Immutable and thread-safe.</summary>
/// <param name="errors">The errors; each has a code of its own.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ErrorTable(params ReadOnlySpan<DeclaredError> errors)
{
    private readonly DeclaredError[] _errors = errors.ToArray();

    /// <summary>No errors.</summary>
    internal static ErrorTable Empty { get; } = new();

    /// <summary>The error with a code that was received, or null.</summary>
    internal DeclaredError? Find(int code) => Array.Find(_errors, error => error.Code == code);

    /// <summary>The error that an exception means.</summary>
    /// <param name="thrown">What was thrown: a typed exception.</param>
    /// <param name="problem">Where there is none: why, and what to do.</param>
    internal DeclaredError? Find(RemoteException thrown, out string? problem)
    {
        DeclaredError[] sameType = Array.FindAll(_errors, error => error.Holds(thrown));
        DeclaredError[] meant = thrown.HasCode ? Array.FindAll(sameType, error => error.Code == thrown.Code) : sameType;
        string type = thrown.ErrorType!.Name;
        problem = (sameType.Length, meant.Length) switch
        {
            (0, _) => $"does not declare it. Mark the message [MessageError<{type}>(code)]",
            (_, 0) => $"declares it, but not under the code {thrown.Code}. Leave the code out, or mark the message [MessageError<{type}>({thrown.Code})]",
            (_, > 1) => $"declares it under several codes. Throw it with one of them: new RemoteException<{type}>(code, message, error)",
            _ => null,
        };
        return problem is null ? meant[0] : null;
    }
}
