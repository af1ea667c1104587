//! Drawing with DirectX 12, as the game does.

use std::mem::ManuallyDrop;

use windows::Win32::Foundation::{E_FAIL, HANDLE, HWND};
use windows::Win32::Graphics::Direct3D::D3D_FEATURE_LEVEL_11_0;
use windows::Win32::Graphics::Direct3D12::{
    D3D12_COMMAND_LIST_TYPE_DIRECT, D3D12_COMMAND_QUEUE_DESC, D3D12_CPU_DESCRIPTOR_HANDLE,
    D3D12_DESCRIPTOR_HEAP_DESC, D3D12_DESCRIPTOR_HEAP_TYPE_RTV, D3D12_FENCE_FLAG_NONE,
    D3D12_RESOURCE_BARRIER, D3D12_RESOURCE_BARRIER_0, D3D12_RESOURCE_BARRIER_TYPE_TRANSITION,
    D3D12_RESOURCE_STATE_PRESENT, D3D12_RESOURCE_STATE_RENDER_TARGET, D3D12_RESOURCE_STATES,
    D3D12_RESOURCE_TRANSITION_BARRIER, D3D12CreateDevice, ID3D12CommandAllocator,
    ID3D12CommandList, ID3D12CommandQueue, ID3D12DescriptorHeap, ID3D12Device, ID3D12Fence,
    ID3D12GraphicsCommandList, ID3D12Resource,
};
use windows::Win32::Graphics::Dxgi::Common::{DXGI_FORMAT_R8G8B8A8_UNORM, DXGI_SAMPLE_DESC};
use windows::Win32::Graphics::Dxgi::{
    CreateDXGIFactory1, DXGI_PRESENT, DXGI_SWAP_CHAIN_DESC1, DXGI_SWAP_EFFECT_FLIP_DISCARD,
    DXGI_USAGE_RENDER_TARGET_OUTPUT, IDXGIFactory4, IDXGISwapChain3,
};
use windows::Win32::System::Threading::{CreateEventW, WaitForSingleObject};
use windows::core::{Interface, Result};

use super::SIZE;

const BUFFERS: u32 = 2;
/// How long a frame may take to be drawn, in milliseconds.
const PATIENCE: u32 = 2000;

/// A window's device.
pub(super) struct Device {
    queue: ID3D12CommandQueue,
    chain: IDXGISwapChain3,
    /// The buffers and how each is named as a target.
    buffers: Vec<(ID3D12Resource, D3D12_CPU_DESCRIPTOR_HANDLE)>,
    allocator: ID3D12CommandAllocator,
    list: ID3D12GraphicsCommandList,
    fence: ID3D12Fence,
    drawn: HANDLE,
    frame: u64,
    /// Holds the names of the targets.
    _heap: ID3D12DescriptorHeap,
}

impl Device {
    /// Prepares drawing in a window.
    ///
    /// # Errors
    /// When there is no DirectX 12.
    pub(super) fn new(window: HWND) -> Result<Self> {
        #[expect(unsafe_code, reason = "the usual way to a device")]
        unsafe {
            let mut device: Option<ID3D12Device> = None;
            D3D12CreateDevice(None, D3D_FEATURE_LEVEL_11_0, &raw mut device)?;
            let device = device.ok_or(E_FAIL)?;
            let queue: ID3D12CommandQueue =
                device.CreateCommandQueue(&D3D12_COMMAND_QUEUE_DESC {
                    Type: D3D12_COMMAND_LIST_TYPE_DIRECT,
                    ..D3D12_COMMAND_QUEUE_DESC::default()
                })?;
            let chain = chain(&queue, window)?;
            let heap: ID3D12DescriptorHeap =
                device.CreateDescriptorHeap(&D3D12_DESCRIPTOR_HEAP_DESC {
                    Type: D3D12_DESCRIPTOR_HEAP_TYPE_RTV,
                    NumDescriptors: BUFFERS,
                    ..D3D12_DESCRIPTOR_HEAP_DESC::default()
                })?;
            let step = device.GetDescriptorHandleIncrementSize(D3D12_DESCRIPTOR_HEAP_TYPE_RTV);
            let first = heap.GetCPUDescriptorHandleForHeapStart().ptr;
            let mut buffers = Vec::new();
            for index in 0..BUFFERS {
                let buffer: ID3D12Resource = chain.GetBuffer(index)?;
                let target = D3D12_CPU_DESCRIPTOR_HANDLE {
                    ptr: first + (step * index) as usize,
                };
                device.CreateRenderTargetView(&buffer, None, target);
                buffers.push((buffer, target));
            }
            let allocator: ID3D12CommandAllocator =
                device.CreateCommandAllocator(D3D12_COMMAND_LIST_TYPE_DIRECT)?;
            let list: ID3D12GraphicsCommandList =
                device.CreateCommandList(0, D3D12_COMMAND_LIST_TYPE_DIRECT, &allocator, None)?;
            list.Close()?;
            Ok(Self {
                queue,
                chain,
                buffers,
                allocator,
                list,
                fence: device.CreateFence(0, D3D12_FENCE_FLAG_NONE)?,
                drawn: CreateEventW(None, false, false, None)?,
                frame: 0,
                _heap: heap,
            })
        }
    }

    /// Fills the window with a colour, and waits until it is drawn.
    ///
    /// # Errors
    /// When the picture cannot be shown.
    pub(super) fn draw(&mut self, color: [f32; 4]) -> Result<()> {
        #[expect(
            unsafe_code,
            reason = "the last frame is drawn, so everything may be used again"
        )]
        unsafe {
            let index = self.chain.GetCurrentBackBufferIndex() as usize;
            let (buffer, target) = &self.buffers[index];
            let (shown, drawn_on) = (
                D3D12_RESOURCE_STATE_PRESENT,
                D3D12_RESOURCE_STATE_RENDER_TARGET,
            );
            self.allocator.Reset()?;
            self.list.Reset(&self.allocator, None)?;
            transition(&self.list, buffer, shown, drawn_on);
            self.list.ClearRenderTargetView(*target, &color, None);
            transition(&self.list, buffer, drawn_on, shown);
            self.list.Close()?;
            let list: ID3D12CommandList = self.list.cast()?;
            self.queue.ExecuteCommandLists(&[Some(list)]);
            self.chain.Present(0, DXGI_PRESENT(0)).ok()?;
            self.frame += 1;
            self.queue.Signal(&self.fence, self.frame)?;
            if self.fence.GetCompletedValue() < self.frame {
                self.fence.SetEventOnCompletion(self.frame, self.drawn)?;
                WaitForSingleObject(self.drawn, PATIENCE);
            }
        }
        Ok(())
    }
}

fn chain(queue: &ID3D12CommandQueue, window: HWND) -> Result<IDXGISwapChain3> {
    let wanted = DXGI_SWAP_CHAIN_DESC1 {
        Width: SIZE.0,
        Height: SIZE.1,
        Format: DXGI_FORMAT_R8G8B8A8_UNORM,
        SampleDesc: DXGI_SAMPLE_DESC {
            Count: 1,
            Quality: 0,
        },
        BufferUsage: DXGI_USAGE_RENDER_TARGET_OUTPUT,
        BufferCount: BUFFERS,
        SwapEffect: DXGI_SWAP_EFFECT_FLIP_DISCARD,
        ..DXGI_SWAP_CHAIN_DESC1::default()
    };
    #[expect(unsafe_code, reason = "the usual way to a chain of buffers")]
    unsafe {
        let factory: IDXGIFactory4 = CreateDXGIFactory1()?;
        factory
            .CreateSwapChainForHwnd(queue, window, &raw const wanted, None, None)?
            .cast()
    }
}

fn transition(
    list: &ID3D12GraphicsCommandList,
    buffer: &ID3D12Resource,
    from: D3D12_RESOURCE_STATES,
    to: D3D12_RESOURCE_STATES,
) {
    let mut barrier = D3D12_RESOURCE_BARRIER {
        Type: D3D12_RESOURCE_BARRIER_TYPE_TRANSITION,
        Anonymous: D3D12_RESOURCE_BARRIER_0 {
            Transition: ManuallyDrop::new(D3D12_RESOURCE_TRANSITION_BARRIER {
                pResource: ManuallyDrop::new(Some(buffer.clone())),
                Subresource: 0,
                StateBefore: from,
                StateAfter: to,
            }),
        },
        ..D3D12_RESOURCE_BARRIER::default()
    };
    #[expect(
        unsafe_code,
        reason = "the barrier is of the kind that its union holds"
    )]
    unsafe {
        list.ResourceBarrier(&[barrier.clone()]);
        let held = &mut barrier.Anonymous.Transition;
        ManuallyDrop::drop(&mut held.pResource);
    }
}
