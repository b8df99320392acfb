// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Where the checkpoints of append-only logs are kept
/// @notice A checkpoint is the size and the RFC 6962 root of a log. Nothing about any patient is ever stored.
interface ICheckpointRegistry {
    /// @notice One anchored checkpoint; `blockTime` is zero where there is none.
    struct Checkpoint {
        uint64 epoch;
        uint64 size;
        uint64 blockTime;
        bytes32 root;
    }

    /// @notice Who stands behind a log; `owner` is zero where the log is not registered.
    struct Registration {
        address owner;
        address anchorer;
        uint64 latestEpoch;
    }

    /// @notice A log was registered under an id that only its owner could have taken.
    event LogRegistered(bytes32 indexed logId, address indexed owner, bytes32 salt, address anchorer);

    /// @notice The owner handed anchoring to another key, or stopped it with the zero address.
    event AnchorerChanged(bytes32 indexed logId, address indexed previous, address indexed current);

    /// @notice A checkpoint was added. It can never be changed or removed.
    event CheckpointAnchored(bytes32 indexed logId, uint64 indexed epoch, uint64 size, bytes32 root);

    /// @notice The caller has already registered a log with this salt.
    error CheckpointRegistryAlreadyRegistered(bytes32 logId);

    /// @notice Nobody has registered this log.
    error CheckpointRegistryNotRegistered(bytes32 logId);

    /// @notice Only the owner of the log may do this.
    error CheckpointRegistryNotOwner(bytes32 logId, address caller);

    /// @notice Only the anchoring key of the log may do this.
    error CheckpointRegistryNotAnchorer(bytes32 logId, address caller);

    /// @notice Epochs have no gaps and are never written twice.
    error CheckpointRegistryNotNextEpoch(bytes32 logId, uint64 expected, uint64 given);

    /// @notice A log can only grow.
    error CheckpointRegistryNotGrowing(bytes32 logId, uint64 latest, uint64 given);

    /// @notice A root of zero means that nothing was hashed.
    error CheckpointRegistryEmptyRoot(bytes32 logId);

    /// @notice Registers a log whose id is keccak256(abi.encode(caller, salt)), so that nobody can take another's id.
    /// @param salt SHA-256 of the log's verifier key.
    /// @param anchorer The key that may anchor; apart from the owner's, which can stay offline.
    /// @return logId The id of the log.
    function register(bytes32 salt, address anchorer) external returns (bytes32 logId);

    /// @notice Replaces the anchoring key; the zero address stops anchoring. What is anchored stays.
    /// @param logId The log.
    /// @param anchorer The new anchoring key.
    function setAnchorer(bytes32 logId, address anchorer) external;

    /// @notice Adds the next checkpoint of a log.
    /// @param logId The log.
    /// @param epoch The latest epoch plus one; the first is 1.
    /// @param size The number of leaves, larger than before.
    /// @param root The RFC 6962 SHA-256 root over these leaves.
    function anchor(bytes32 logId, uint64 epoch, uint64 size, bytes32 root) external;

    /// @notice The newest checkpoint of a log; all zeros where there is none.
    /// @param logId The log.
    /// @return The checkpoint.
    function latest(bytes32 logId) external view returns (Checkpoint memory);

    /// @notice The checkpoint of an epoch, however old; all zeros where there is none.
    /// @param logId The log.
    /// @param epoch The epoch, from 1.
    /// @return The checkpoint.
    function checkpoint(bytes32 logId, uint64 epoch) external view returns (Checkpoint memory);

    /// @notice Who stands behind a log; all zeros where it is not registered.
    /// @param logId The log.
    /// @return The registration.
    function registration(bytes32 logId) external view returns (Registration memory);
}
