// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { ICheckpointRegistry } from "./interfaces/ICheckpointRegistry.sol";

/// @title CheckpointRegistry
/// @notice Keeps every checkpoint of every log for good. No proxy, no pause, and no key that can rewrite history:
/// the worst a stolen anchoring key can do is add a checkpoint that the log's own signature disowns.
contract CheckpointRegistry is ICheckpointRegistry {
    /// @dev epoch, size and time share a slot: two new words an epoch, the least that keeps size, root and time.
    mapping(bytes32 logId => mapping(uint64 epoch => Checkpoint)) private _checkpoints;

    /// @dev anchorer and latestEpoch share a slot: anchoring reads and writes no other word of it.
    mapping(bytes32 logId => Registration) private _registrations;

    /// @inheritdoc ICheckpointRegistry
    function register(bytes32 salt, address anchorer) external returns (bytes32 logId) {
        logId = keccak256(abi.encode(msg.sender, salt));
        if (_registrations[logId].owner != address(0)) revert CheckpointRegistryAlreadyRegistered(logId);

        _registrations[logId] = Registration({ owner: msg.sender, anchorer: anchorer, latestEpoch: 0 });
        emit LogRegistered(logId, msg.sender, salt, anchorer);
    }

    /// @inheritdoc ICheckpointRegistry
    function setAnchorer(bytes32 logId, address anchorer) external {
        Registration storage log = _registrations[logId];
        if (log.owner == address(0)) revert CheckpointRegistryNotRegistered(logId);
        if (log.owner != msg.sender) revert CheckpointRegistryNotOwner(logId, msg.sender);

        address previous = log.anchorer;
        log.anchorer = anchorer;
        emit AnchorerChanged(logId, previous, anchorer);
    }

    /// @inheritdoc ICheckpointRegistry
    function anchor(bytes32 logId, uint64 epoch, uint64 size, bytes32 root) external {
        Registration storage log = _registrations[logId];
        if (log.anchorer != msg.sender) {
            if (log.owner == address(0)) revert CheckpointRegistryNotRegistered(logId);
            revert CheckpointRegistryNotAnchorer(logId, msg.sender);
        }

        uint64 latestEpoch = log.latestEpoch;
        if (epoch != latestEpoch + 1) revert CheckpointRegistryNotNextEpoch(logId, latestEpoch + 1, epoch);
        uint64 latestSize = _checkpoints[logId][latestEpoch].size;
        if (size <= latestSize) revert CheckpointRegistryNotGrowing(logId, latestSize, size);
        if (root == 0) revert CheckpointRegistryEmptyRoot(logId);

        log.latestEpoch = epoch;
        _checkpoints[logId][epoch] = Checkpoint({
            epoch: epoch,
            size: size,
            blockTime: uint64(block.timestamp),
            root: root
        });
        emit CheckpointAnchored(logId, epoch, size, root);
    }

    /// @inheritdoc ICheckpointRegistry
    function latest(bytes32 logId) external view returns (Checkpoint memory) {
        return _checkpoints[logId][_registrations[logId].latestEpoch];
    }

    /// @inheritdoc ICheckpointRegistry
    function checkpoint(bytes32 logId, uint64 epoch) external view returns (Checkpoint memory) {
        return _checkpoints[logId][epoch];
    }

    /// @inheritdoc ICheckpointRegistry
    function registration(bytes32 logId) external view returns (Registration memory) {
        return _registrations[logId];
    }
}
