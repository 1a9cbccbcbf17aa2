using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace TypedWs.Compatibility.Tests;

/// <summary>A program that was compiled against an earlier package, loaded beside the present one.</summary>
internal sealed class EarlierProgram
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Programs");

    // Whatever stands in the place of a generic parameter: only the reference itself is looked up.
    private static readonly Type[] AnyArguments = [.. Enumerable.Repeat(typeof(object), 8)];

    private readonly string _path;
    private readonly Assembly _assembly;

    public EarlierProgram(string version)
    {
        _path = Path.Combine(Folder, version, "EarlierProgram.dll");

        // Every version has its own context, since all have one name; what they reference is that of the tests.
        _assembly = new AssemblyLoadContext(version).LoadFromAssemblyPath(_path);
    }

    /// <summary>The versions that programs were compiled against.</summary>
    public static IEnumerable<string> Versions => Directory.EnumerateDirectories(Folder).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>Runs the program to its end; what it throws comes through.</summary>
    public void Run(params string[] arguments)
        => _assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [arguments], culture: null);

    /// <summary>The types of a namespace that the program names.</summary>
    public IReadOnlyList<string> TypesOf(string @namespace) => Read(reader =>
    {
        return reader.TypeReferences
            .Select(reader.GetTypeReference)
            .Where(type => reader.GetString(type.Namespace) == @namespace)
            .Select(type => reader.GetString(type.Name));
    });

    /// <summary>What the program refers to and cannot be found.</summary>
    public IReadOnlyList<string> UnresolvedReferences() => Read(reader =>
    {
        IEnumerable<EntityHandle> types = reader.TypeReferences.Select(static handle => (EntityHandle)handle);
        IEnumerable<EntityHandle> members = reader.MemberReferences.Select(static handle => (EntityHandle)handle);
        return types.Concat(members).Select(handle => Resolve(MetadataTokens.GetToken(handle))).OfType<string>();
    });

    private string? Resolve(int token)
    {
        try
        {
            MemberInfo member = _assembly.ManifestModule.ResolveMember(token, AnyArguments, AnyArguments)!;
            return member.Module == _assembly.ManifestModule || IsAccessible(member) ? null : $"{member.DeclaringType}: {member} is not public any more.";
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            return exception.Message;
        }
    }

    // Runtime lookup finds what is internal, too; a call of it would fail.
    private static bool IsAccessible(MemberInfo member) => member switch
    {
        Type type => type.IsVisible,
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };

    private string[] Read(Func<MetadataReader, IEnumerable<string>> select)
    {
        using var file = new PEReader(File.OpenRead(_path));
        return [.. select(file.GetMetadataReader())];
    }
}
