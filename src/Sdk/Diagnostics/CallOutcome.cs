namespace TypedWs.Diagnostics;

/// <summary>How a call ended: well, which is the default, or with an error.</summary>
/// <param name="Failure">What went wrong, or null.</param>
/// <param name="Code">The code of the error answer; 0 where there was none.</param>
internal readonly record struct CallOutcome(Exception? Failure, int Code = 0)
{
    /// <summary>How a request of this side ended.</summary>
    public static CallOutcome Of(Exception? failure) => new(failure, failure is RemoteException remote ? remote.Code : 0);

    /// <summary>The class of the error: the code of an error that was answered, or else the exception's type. Null where all went well.</summary>
    public string? ErrorType => Failure switch
    {
        null => null,
        RemoteException or OperationCanceledException when Code != 0 => RpcAttributes.CodeTag(Code),
        _ => Failure.GetType().FullName,
    };
}
