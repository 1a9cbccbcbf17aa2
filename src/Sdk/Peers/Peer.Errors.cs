using TypedWs.CompilerServices;
using TypedWs.Envelopes;

namespace TypedWs.Peers;

/// <content>Errors that contracts declare, and other data of errors, in both directions. May run on any thread; never waits and never throws.</content>
public sealed partial class Peer
{
    /// <summary>Reads the error that a call is answered with.</summary>
    private RemoteException ReadError(PendingCall call, scoped in Envelope envelope)
    {
        RemoteException received = ErrorReader.Read(in envelope);
        if (call.Errors.Find(received.Code) is not { } declared)
            return received;

        try
        {
            return declared.Read(received);
        }
        catch (PayloadException e)
        {
            LogUnreadableError(_logger, received.Code, call.Method, e.Message);
            return received;
        }
    }

    /// <summary>Writes the error that was thrown where a request is answered.</summary>
    private ErrorBody WriteError(string method, RemoteException thrown, WireFormat format, ErrorTable errors)
    {
        if (thrown.ErrorType is not { } type)
            return new ErrorBody(thrown.Code, thrown.Message, ConvertData(method, thrown, format));

        if (errors.Find(thrown, out string? problem) is not { } declared)
        {
            LogUndeclaredError(_logger, type.Name, method, problem!, thrown);
            return Unexpected(thrown);
        }

        try
        {
            return declared.Write(thrown, format);
        }
        catch (Exception e)
        {
            LogReplyFailed(_logger, type.Name, e);
            return new ErrorBody(ErrorCodes.InternalError, "The error could not be written.");
        }
    }

    private ReadOnlyMemory<byte> ConvertData(string method, RemoteException thrown, WireFormat format)
    {
        try
        {
            return ErrorData.Of(thrown, format);
        }
        catch (PayloadException e)
        {
            LogErrorDataLeftOut(_logger, thrown.Code, method, format, e.Message);
            return default;
        }
    }

    /// <summary>What the other side is told of an exception that nobody meant for it.</summary>
    private ErrorBody Unexpected(Exception exception)
        => new(
            ErrorCodes.InternalError,
            _options.IncludeErrorDetails ? $"{exception.GetType().Name}: {exception.Message}" : "The handler failed. The other side's log tells why.");
}
