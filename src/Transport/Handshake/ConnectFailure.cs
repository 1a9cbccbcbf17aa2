using System.Net;
using System.Security.Authentication;

namespace TypedWs.Transport;

/// <summary>Why no answer came: what failed on the way, and what to do next.</summary>
internal static class ConnectFailure
{
    /// <summary>Describes a failure, behind the name of the server that was to be reached.</summary>
    public static string Describe(Exception exception)
    {
        if (Find<AuthenticationException>(exception) is { } refused)
        {
            return $"was not connected to: TLS failed. {Sentence(Innermost(refused).Message)} "
                + "Where the server's certificate is not trusted, add its authority to Tls.TrustedRoots or decide in Tls.RemoteCertificateValidationCallback; "
                + "check the host name, and Tls.ClientCertificates if the server asks for one.";
        }

        if (StatusOf(exception) == (int)HttpStatusCode.ProxyAuthenticationRequired)
            return $"could not be reached: the proxy asks for other credentials. {Sentence(exception.Message)} Check Proxy.Credentials.";
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError })
            return $"could not be reached through the proxy. {Sentence(Innermost(exception).Message)} Check the proxy's address and Proxy.Credentials.";

        return $"could not be reached: {Sentence(exception.Message)} Check the address and the network.";
    }

    /// <summary>The status with which a proxy refused to connect; null for any other failure.</summary>
    public static int? StatusOf(Exception exception)
        => exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } ? (int)status : null;

    private static TException? Find<TException>(Exception? exception)
        where TException : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is TException found)
                return found;
        }

        return null;
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
