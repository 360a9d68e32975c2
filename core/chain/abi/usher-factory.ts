// Generated from contracts/UsherFactory.sol by scripts/abi.ts. Do not edit.

/** ABI of the contract UsherFactory; contracts/interfaces/IUsherFactory.sol is its manual. */
export const usherFactoryAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "implementation_",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "renderer_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [],
    "name": "CloneArgumentsTooLong",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "Create2EmptyBytecode",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedDeployment",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "InsufficientBalance",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "UsherFactory_NotContract",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "organizer",
        "type": "address"
      }
    ],
    "name": "UsherFactory_NotOrganizer",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "eventContract",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "organizer",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "EventCreated",
    "type": "event"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "symbol",
            "type": "string"
          },
          {
            "internalType": "address",
            "name": "organizer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "currency",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "doorsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "endsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "cutOffAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "reissueDelay",
            "type": "uint32"
          },
          {
            "internalType": "address",
            "name": "renderer",
            "type": "address"
          },
          {
            "internalType": "string",
            "name": "contractURI",
            "type": "string"
          }
        ],
        "internalType": "struct EventSettings",
        "name": "settings",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "uint128",
            "name": "price",
            "type": "uint128"
          },
          {
            "internalType": "uint32",
            "name": "supply",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "saleStartsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "saleEndsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "perPayer",
            "type": "uint32"
          },
          {
            "internalType": "enum TransferPolicy",
            "name": "transferPolicy",
            "type": "uint8"
          },
          {
            "internalType": "uint32",
            "name": "resaleCapBps",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "royaltyBps",
            "type": "uint16"
          }
        ],
        "internalType": "struct TierSettings[]",
        "name": "tiers",
        "type": "tuple[]"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "createEvent",
    "outputs": [
      {
        "internalType": "address",
        "name": "eventContract",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "implementation",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "symbol",
            "type": "string"
          },
          {
            "internalType": "address",
            "name": "organizer",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "currency",
            "type": "address"
          },
          {
            "internalType": "uint64",
            "name": "doorsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "endsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "cutOffAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "reissueDelay",
            "type": "uint32"
          },
          {
            "internalType": "address",
            "name": "renderer",
            "type": "address"
          },
          {
            "internalType": "string",
            "name": "contractURI",
            "type": "string"
          }
        ],
        "internalType": "struct EventSettings",
        "name": "settings",
        "type": "tuple"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "name",
            "type": "string"
          },
          {
            "internalType": "uint128",
            "name": "price",
            "type": "uint128"
          },
          {
            "internalType": "uint32",
            "name": "supply",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "saleStartsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint64",
            "name": "saleEndsAt",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "perPayer",
            "type": "uint32"
          },
          {
            "internalType": "enum TransferPolicy",
            "name": "transferPolicy",
            "type": "uint8"
          },
          {
            "internalType": "uint32",
            "name": "resaleCapBps",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "royaltyBps",
            "type": "uint16"
          }
        ],
        "internalType": "struct TierSettings[]",
        "name": "tiers",
        "type": "tuple[]"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      }
    ],
    "name": "predictEvent",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "renderer",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const
