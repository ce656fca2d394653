#pragma warning disable CA1028, CA1032, CA1711, CA1813, MA0048, MA0062, MA0069 // The names and shapes are the package's own.
namespace Microsoft.SqlServer.Server;

/// <summary>What SqlClient looks for by this name when it reads a parameter: a user-defined type of the server's, of which
/// we have none. Shapes: the package Microsoft.SqlServer.Server 1.0.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public const int MaxByteSizeValue = 8000;

    public Format Format { get; } = format;
    public int MaxByteSize { get; set; }
    public bool IsFixedLength { get; set; }
    public bool IsByteOrdered { get; set; }
    public string? ValidationMethodName { get; set; }
    public string? Name { get; set; }
}

public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException() { }
}
